"""What a customer will yet be worth and whether they have gone: purchase models fitted on the shop's own sales."""
