"""Basket, completed sale, return and receipt."""
