"""What an import's fields are called in the window."""

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("imports", text)


def field_words(name: str) -> str:
    """A field's name in words."""
    return _names()[name]


def _names() -> dict[str, str]:
    return {
        "invoice": _tr("Receipt or invoice"),
        "line": _tr("Line"),
        "sku": _tr("Product number"),
        "barcode": _tr("Barcode"),
        "description": _tr("Description"),
        "quantity": _tr("Quantity"),
        "sold_at": _tr("Date of sale"),
        "time": _tr("Time"),
        "price": _tr("Price"),
        "total": _tr("Total"),
        "discount": _tr("Discount"),
        "discount_percent": _tr("Discount percent"),
        "tax_rate": _tr("Tax rate"),
        "currency": _tr("Currency"),
        "customer": _tr("Customer number"),
        "customer_name": _tr("Customer name"),
        "email": _tr("Email"),
        "phone": _tr("Phone"),
        "country": _tr("Country"),
        "brand": _tr("Brand"),
        "category": _tr("Category"),
        "size": _tr("Size"),
        "colour": _tr("Colour"),
        "location": _tr("Location"),
        "returned_invoice": _tr("Invoice returned"),
        "product_code": _tr("Product code"),
        "name": _tr("Name"),
        "cost": _tr("Cost"),
        "supplier": _tr("Supplier"),
        "active": _tr("Active"),
        "long_description": _tr("Long description"),
        "image": _tr("Image"),
        "lens_width_mm": _tr("Lens width (mm)"),
        "lens_height_mm": _tr("Lens height (mm)"),
        "bridge_mm": _tr("Bridge (mm)"),
        "temple_mm": _tr("Temple (mm)"),
        "frame_width_mm": _tr("Frame width (mm)"),
        "frame_shape": _tr("Frame shape"),
        "frame_material": _tr("Frame material"),
        "frame_rim": _tr("Rim"),
        "lens_tint": _tr("Lens tint"),
        "lens_category": _tr("Filter category"),
        "number": _tr("Customer number"),
        "given_name": _tr("Given name"),
        "family_name": _tr("Family name"),
        "company": _tr("Company"),
        "mobile": _tr("Mobile"),
        "card": _tr("Card"),
        "street": _tr("Street"),
        "postcode": _tr("Postcode"),
        "city": _tr("City"),
        "language": _tr("Language"),
        "birthday": _tr("Birthday"),
        "since": _tr("Since"),
        "note": _tr("Note"),
        "consent_email": _tr("Consent email"),
        "consent_sms": _tr("Consent sms"),
        "consent_phone": _tr("Consent phone"),
        "consent_post": _tr("Consent post"),
        "consent_personalisation": _tr("Consent personalisation"),
        "counted_at": _tr("Counted on"),
    }
