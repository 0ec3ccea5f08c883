"""Try-on with staff: the kiosk's mirror beside the customer's name and basket."""
