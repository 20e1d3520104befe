"""SAML answers of strangers: read as far as is safe, refused in words."""

import base64
import time

import pytest
from django.urls import reverse
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from apps.accounts.saml import PlainResponse

ENTITY = "https://idp.bank.example/saml"
SAML = {
    "provider_id": ENTITY,
    "name": "Bank SAML",
    "client_id": "bank",
    "settings": {
        "idp": {
            "entity_id": ENTITY,
            "sso_url": "https://idp.bank.example/sso",
            "x509cert": "MIIB",
        },
        "advanced": {"want_assertion_signed": True},
    },
}
ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
XSLT = "http://www.w3.org/TR/1999/REC-xslt-19991116"
XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"
ANSWER = """
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="r1" Version="2.0"
    xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" IssueInstant="2026-11-28T09:00:00Z">
  <saml:Issuer>{entity}</saml:Issuer>
  <samlp:Status>
    <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>
  </samlp:Status>
  <saml:Assertion ID="a1" Version="2.0" IssueInstant="2026-11-28T09:00:00Z">
    <saml:Issuer>{entity}</saml:Issuer>
    <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>
      <ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
      <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
      <ds:Reference URI="#a1"><ds:Transforms>
        <ds:Transform Algorithm="{transform}">{program}</ds:Transform>
      </ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
      <ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo>
      <ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>
  </saml:Assertion>
</samlp:Response>"""
# Asks for 2 ** 60 calls.
BOMB = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/"><xsl:call-template name="t">
    <xsl:with-param name="n" select="60"/></xsl:call-template></xsl:template>
  <xsl:template name="t"><xsl:param name="n"/><xsl:if test="$n &gt; 0">
    <xsl:call-template name="t"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template>
    <xsl:call-template name="t"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template>
  </xsl:if></xsl:template></xsl:stylesheet>"""


@pytest.fixture
def arrive(client, settings, db):
    """Post an answer as a browser would, and follow it to the page that judges it."""
    settings.SOCIALACCOUNT_PROVIDERS = {"saml": {"APPS": [SAML]}}
    host = {"host": "portal.bank.example"}

    def post(xml: bytes):
        form = {"SAMLResponse": base64.b64encode(xml).decode()}
        sent = client.post(reverse("saml_acs", args=["bank"]), form, headers=host)
        assert sent.status_code == 302
        return client.get(sent["Location"], headers=host)

    return post


def answer_with(transform: str, program: str = "") -> bytes:
    said = ANSWER.format(entity=ENTITY, transform=transform, program=program)
    return said.encode()


@pytest.mark.parametrize("transform", [XSLT, XPATH, "", "http://elsewhere.example/#t"])
def test_a_signature_that_would_run_a_program_is_never_reckoned(
    arrive, monkeypatch, transform, caplog
):
    def reckon(*_, **__):
        raise AssertionError("It was reckoned.")

    monkeypatch.setattr(OneLogin_Saml2_Utils, "validate_sign", reckon)
    began = time.thread_time()

    answer = arrive(answer_with(transform, BOMB))

    assert answer.status_code == 401
    assert "it asks for the transform" in caplog.text
    assert time.thread_time() - began < 2


def test_what_signatures_need_passes_to_the_checks_after_it(arrive, caplog):
    answer = arrive(answer_with(ENVELOPED))

    assert answer.status_code == 401
    assert "transform" not in caplog.text


@pytest.mark.parametrize("noise", [b"", b"no xml", b"<a", b"\x00\xff", b"<a/>"])
def test_noise_is_refused_and_breaks_nothing(arrive, noise):
    assert arrive(noise).status_code == 401


def test_every_answer_is_read_so():
    assert OneLogin_Saml2_Auth.response_class is PlainResponse
