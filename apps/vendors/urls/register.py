"""The addresses of the register: vendors, contracts, services."""

from django.urls import path

from apps.vendors.views import contracts, services, vendor_parts, vendors

one_vendor = "company/<slug:slug>/"
one_contract = "contracts/<int:pk>/"
one_service = "services/<slug:slug>/"
patterns = [
    path("", vendors.index, name="index"),
    path("new/", vendors.new_vendor, name="new_vendor"),
    path("register/", vendors.register_vendor, name="register_vendor"),
    path(one_vendor, vendors.vendor, name="vendor"),
    path(f"{one_vendor}edit/", vendors.edit_vendor, name="edit_vendor"),
    path(f"{one_vendor}amend/", vendors.amend_vendor, name="amend_vendor"),
    path(f"{one_vendor}rate/", vendor_parts.rate_vendor, name="rate_vendor"),
    path(f"{one_vendor}contacts/", vendor_parts.add_contact, name="add_contact"),
    path(
        f"{one_vendor}contacts/<int:pk>/edit/",
        vendor_parts.edit_contact,
        name="edit_contact",
    ),
    path(
        f"{one_vendor}contacts/<int:pk>/amend/",
        vendor_parts.amend_contact,
        name="amend_contact",
    ),
    path(
        f"{one_vendor}contacts/<int:pk>/remove/",
        vendor_parts.remove_contact,
        name="remove_contact",
    ),
    path(
        f"{one_vendor}certificates/",
        vendor_parts.add_certificate,
        name="add_certificate",
    ),
    path(
        f"{one_vendor}certificates/<int:pk>/edit/",
        vendor_parts.edit_certificate,
        name="edit_certificate",
    ),
    path(
        f"{one_vendor}certificates/<int:pk>/amend/",
        vendor_parts.amend_certificate,
        name="amend_certificate",
    ),
    path(
        f"{one_vendor}certificates/<int:pk>/remove/",
        vendor_parts.remove_certificate,
        name="remove_certificate",
    ),
    path(
        f"{one_vendor}certificates/<int:pk>/file/",
        vendor_parts.certificate_file,
        name="certificate_file",
    ),
    path(f"{one_vendor}contracts/new/", contracts.new_contract, name="new_contract"),
    path(
        f"{one_vendor}contracts/register/",
        contracts.register_contract,
        name="register_contract",
    ),
    path("contracts/", contracts.contracts, name="contracts"),
    path(one_contract, contracts.contract, name="contract"),
    path(f"{one_contract}edit/", contracts.edit_contract, name="edit_contract"),
    path(f"{one_contract}amend/", contracts.amend_contract, name="amend_contract"),
    path(f"{one_contract}force/", contracts.put_in_force, name="put_in_force"),
    path(f"{one_contract}notice/", contracts.give_notice, name="give_notice"),
    path(f"{one_contract}withdraw/", contracts.withdraw_notice, name="withdraw_notice"),
    path(f"{one_contract}end/", contracts.end_contract, name="end_contract"),
    path(
        f"{one_contract}documents/",
        contracts.add_contract_file,
        name="add_contract_file",
    ),
    path(
        f"{one_contract}documents/<int:file_pk>/",
        contracts.contract_file,
        name="contract_file",
    ),
    path(
        f"{one_contract}documents/<int:file_pk>/remove/",
        contracts.remove_contract_file,
        name="remove_contract_file",
    ),
    path(f"{one_contract}suppliers/", contracts.add_supplier, name="add_supplier"),
    path(
        f"{one_contract}suppliers/<int:link_pk>/remove/",
        contracts.remove_supplier,
        name="remove_supplier",
    ),
    path(f"{one_contract}services/new/", services.new_service, name="new_service"),
    path(
        f"{one_contract}services/register/",
        services.register_service,
        name="register_service",
    ),
    path("services/", services.services, name="services"),
    path(one_service, services.service, name="service"),
    path(f"{one_service}edit/", services.edit_service, name="edit_service"),
    path(f"{one_service}amend/", services.amend_service, name="amend_service"),
    path(f"{one_service}recount/", services.recount, name="recount"),
    path(f"{one_service}locations/", services.add_location, name="add_location"),
    path(
        f"{one_service}locations/<int:pk>/remove/",
        services.remove_location,
        name="remove_location",
    ),
    path(f"{one_service}charges/", services.add_charge, name="add_charge"),
    path(
        f"{one_service}charges/<int:pk>/remove/",
        services.remove_charge,
        name="remove_charge",
    ),
]
