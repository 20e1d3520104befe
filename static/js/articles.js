/* Blocks of code have a button that copies them. */
(() => {
  "use strict";

  const copied = async (code) => {
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch { // no leave, or no secure connection: the words are selected instead
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return document.execCommand("copy");
    }
    return true;
  };

  const dress = () => {
    document.querySelectorAll(".article-code:not([data-copies])").forEach((block) => {
      block.dataset.copies = "";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm article-copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        button.textContent = await copied(block.querySelector("code")) ? "Copied" : "Press Ctrl C";
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
      });
      block.prepend(button);
    });
  };

  document.addEventListener("DOMContentLoaded", dress);
  document.addEventListener("htmx:after:swap", dress);
})();
