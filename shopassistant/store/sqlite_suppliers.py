"""Triggers that put a variant into the range of its product's supplier, whoever wrote it: a window, an import."""

SUPPLIER_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS variant_comes_into_range AFTER INSERT ON variant BEGIN
        INSERT INTO supplier_item (supplier_id, variant_id, supplier_sku, cost_minor, pack_size, min_units, preferred)
        SELECT supplier_id, NEW.id, '', NEW.cost_minor, 1, 1, 1
        FROM product WHERE id = NEW.product_id AND supplier_id IS NOT NULL;
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS product_changes_supplier AFTER UPDATE OF supplier_id ON product
    WHEN NEW.supplier_id IS NOT NULL AND NEW.supplier_id IS NOT OLD.supplier_id BEGIN
        UPDATE supplier_item SET preferred = 0
        WHERE preferred AND variant_id IN (SELECT id FROM variant WHERE product_id = NEW.id);
        INSERT INTO supplier_item (supplier_id, variant_id, supplier_sku, cost_minor, pack_size, min_units, preferred)
        SELECT NEW.supplier_id, id, '', cost_minor, 1, 1, 1 FROM variant WHERE product_id = NEW.id
        ON CONFLICT (supplier_id, variant_id) DO UPDATE SET preferred = 1;
    END
    """,
)
