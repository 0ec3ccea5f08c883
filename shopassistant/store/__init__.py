"""The shop's database: tables, sessions, migrations, audit trail, backup; the only room with SQL of one database."""
