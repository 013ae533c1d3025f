#!/usr/bin/env python3
"""Hold the products of a snapshot against those of the shop's own database.

    compare.py SNAPSHOT.jsonl TRUTH.tsv

A line of TRUTH is one product: a regular expression that its address matches, name, price as shown, currency, "in" or "out" of stock, number
(SKU, GTIN or the like; "-" where none is shown). README.md says how they were got from the databases.
"""
import collections
import html
import json
import re
import sys

GOODS = {"Product", "ProductGroup", "IndividualProduct", "ProductModel"}


def pages(file):
    with open(file, encoding="utf-8") as f:
        head = json.loads(next(f))
        for line in f:
            page = json.loads(line)
            page = page.get("page", page)
            yield head["strings"][page["url"]], page


def seen(page):
    """What the snapshot says of the product of a page: name, price, currency, stock, numbers."""
    item = next((d["props"] for d in page.get("data") or [] if d["type"] in GOODS), {})
    heads = [h["text"] for h in page.get("headings") or [] if h["level"] == 1]
    names = {squeeze(n) for n in [item.get("name"), *heads] if n}
    shown = [p for p in page.get("prices") or [] if not p.get("struck") and p.get("kind", "") not in ("net", "extra", "unit", "shipping")]
    stock = item.get("offers.availability", "").rsplit("/", 1)[-1]
    marks = {m["kind"] for m in page.get("marks") or []}
    out = "out-of-stock" in marks if not stock else stock in ("OutOfStock", "SoldOut")
    numbers = {item[k] for k in item if k.split(".")[-1] in ("sku", "mpn") or "gtin" in k}
    return names, shown[:1], item.get("offers.price") or item.get("offers.lowPrice"), "out" if out else "in", numbers, page.get("text") or ""


def squeeze(text):
    return " ".join(html.unescape(text).split())


def main(snapshot, truth):
    with open(truth, encoding="utf-8") as f:
        want = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    best = {}
    for url, page in pages(snapshot):
        for row in want:
            if re.search(row[0], url) and page.get("headings") and (row[0] not in best or len(url) < len(best[row[0]][0])):
                best[row[0]] = (url, page)
    count = collections.Counter()
    for pattern, name, price, currency, stock, number in want:
        if pattern not in best:
            count["not visited"] += 1
            continue
        url, page = best[pattern]
        names, shown, marked, is_stock, numbers, text = seen(page)
        first = shown[0] if shown else {}
        checks = {
            "name": squeeze(name) in names,
            "price": bool(first) and abs(first["amount"] - float(price)) < 0.005,
            "currency": first.get("currency") == currency,
            "stock": is_stock == stock,
        }
        if marked:
            checks["price in mark-up"] = abs(float(marked) - float(price)) < 0.005
        if number != "-":
            checks["number"] = number in numbers or number in text
        count["products"] += 1
        for what, right in checks.items():
            count[what, right] += 1
            if not right:
                print(f"{what}: {url}\n    database: {name} | {price} {currency} | {stock} | {number}\n    seen: {sorted(names)} | {first} | {marked} | {is_stock} | {sorted(numbers)}")
    print("products", count["products"], "not visited", count["not visited"])
    for what in ("name", "price", "price in mark-up", "currency", "stock", "number"):
        print(f"{what}: {count[what, True]} right, {count[what, False]} wrong")


main(*sys.argv[1:])
