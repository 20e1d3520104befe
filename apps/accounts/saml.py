"""What a SAML answer may ask of this machine before anybody knows who sent it."""

from typing import Any

from lxml.etree import XMLSyntaxError
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.errors import OneLogin_Saml2_Error
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

# What SAML 2.0, Core §5.4.4, lets a signature do to what it signs. XSLT and XPath, which
# xmlsec knows too, would let a stranger run programs of theirs here
# (https://github.com/SAML-Toolkits/python3-saml/issues/447).
TRANSFORMS = {
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
}


class PlainResponse(OneLogin_Saml2_Response):  # type: ignore[misc]
    """A SAML answer whose signatures transform nothing but whitespace and themselves."""

    def __init__(self, settings: Any, response: str) -> None:
        try:
            super().__init__(settings, response)
        except XMLSyntaxError as error:
            raise _refused("it is no XML") from error

    def process_signed_elements(self) -> Any:
        """The signed elements; refused before any signature is reckoned."""
        _check(self.decrypted_document if self.encrypted else self.document)
        return super().process_signed_elements()

    def _decrypt_assertion(self, xml: Any) -> Any:
        _check(xml)
        return super()._decrypt_assertion(xml)


def _check(document: Any) -> None:
    for node in OneLogin_Saml2_XML.query(document, "//ds:Transform"):
        if node.get("Algorithm") not in TRANSFORMS:
            raise _refused(f"it asks for the transform {node.get('Algorithm')}")


def _refused(why: str) -> OneLogin_Saml2_Error:
    found: OneLogin_Saml2_Error = OneLogin_Saml2_Error(
        f"The SAML answer is refused: {why}."
    )
    return found


OneLogin_Saml2_Auth.response_class = PlainResponse
