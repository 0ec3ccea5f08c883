"""Triggers that note which products changed, so that search and advice are never behind, whoever wrote."""

# Every change is noted, also a second one of the same product: a reader may have seen the first already.
PRODUCT_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS product_insert_touches_it AFTER INSERT ON product BEGIN
        INSERT INTO product_touch (product_id) VALUES (NEW.id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS product_update_touches_it
    AFTER UPDATE OF name, brand, category_id, attributes, active ON product BEGIN
        INSERT INTO product_touch (product_id) VALUES (NEW.id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS product_delete_touches_it AFTER DELETE ON product BEGIN
        INSERT INTO product_touch (product_id) VALUES (OLD.id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS variant_insert_touches_product AFTER INSERT ON variant BEGIN
        INSERT INTO product_touch (product_id) VALUES (NEW.product_id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS variant_update_touches_product
    AFTER UPDATE OF sku, size, colour, active, product_id ON variant BEGIN
        INSERT INTO product_touch (product_id) SELECT OLD.product_id UNION SELECT NEW.product_id;
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS variant_price_touches_product
    AFTER UPDATE OF price_minor, cost_minor ON variant BEGIN
        INSERT INTO product_touch (product_id) VALUES (NEW.product_id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS variant_delete_touches_product AFTER DELETE ON variant BEGIN
        INSERT INTO product_touch (product_id) VALUES (OLD.product_id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS category_update_touches_products AFTER UPDATE OF name, path ON category BEGIN
        INSERT INTO product_touch (product_id) SELECT id FROM product WHERE category_id = NEW.id;
    END
    """,
)
