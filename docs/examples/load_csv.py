#!/usr/bin/env python3
"""Load any CSV file into Lehnz through its public API, as a catalog or as events. Needs Python 3.9 and nothing else.

    load_csv.py items  FILE --id COLUMN ...     one row is one item
    load_csv.py events FILE --user COLUMN ...   one row is one event

The service and the keys come from LEHNZ_URL, LEHNZ_SK (items) and LEHNZ_PK (events), or from a file with such lines
(--env .lehnz/demo.env). README.md beside this script shows whole commands.
"""
import argparse
import collections
import csv
import datetime
import gzip
import http.client
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request

NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d+)?")  # 007 and 20-digit codes stay text
MAX_BODY = 900_000  # the service takes 1 MB
ATTEMPTS = 12


# --- reading -----------------------------------------------------------------------------------------------------

def rows(args, skipped):
    """Yields (row number, row) for every row that no --skip-if matches; a row is a dict without empty values."""
    csv.field_size_limit(sys.maxsize)
    opened = gzip.open if args.file.endswith(".gz") else open
    rules = [(column, re.compile(pattern)) for column, pattern in args.skip_if]
    with opened(args.file, "rt", encoding=args.encoding, newline="") as file:
        reader = csv.DictReader(file, delimiter=args.delimiter)
        check_columns(args, reader.fieldnames or [])
        for number, raw in enumerate(reader, start=1):
            row = {column: (raw[column] or "").strip() for column in reader.fieldnames if column}
            matched = next((f"{c} matches {p.pattern}" for c, p in rules if p.search(row[c])), None)
            if matched:
                skipped[matched] += 1
            else:
                yield number, {column: value for column, value in row.items() if value}


def check_columns(args, present):
    asked = [column for column, _ in args.skip_if] + args.columns(args)
    missing = [column for column in asked if column and column != "row" and column not in present]
    if missing:
        sys.exit(f"{args.file} has no column {', '.join(missing)}; it has {', '.join(filter(None, present))}.")


def number_or_text(value):
    if NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value


def identifier(value):
    """17850.0 is 17850: spreadsheets write whole numbers so when some cells of the column are empty."""
    return re.sub(r"^(\d+)\.0$", r"\1", value)


# --- rows to records ---------------------------------------------------------------------------------------------

def items(args, skipped):
    read = ((row_id(args.id, number, row), row) for number, row in rows(args, skipped))
    for item_id, row in (one_row_per_id(read, skipped) if args.distinct else read):
        if not item_id:
            skipped[f"no {args.id}"] += 1
            continue
        names = {column: name for name, column in args.rename}
        attributes = {
            names.get(column, column): value if column in args.text else number_or_text(value)
            for column, value in row.items()
            if column != args.id and column not in args.drop
        }
        yield {"item_id": args.prefix + item_id, "item_type": args.type, "attributes": attributes}


def row_id(column, number, row):
    return f"row-{number}" if column == "row" else identifier(row.get(column, ""))


def one_row_per_id(read, skipped):
    """A log of sales names a product many times, with typing errors and discounts: its commonest values win."""
    values = {}
    for item_id, row in read:
        if item_id in values:
            skipped["another row of the same item (--distinct)"] += 1
        columns = values.setdefault(item_id, collections.defaultdict(collections.Counter))
        for column, value in row.items():
            columns[column][value] += 1
    for item_id, columns in values.items():
        yield item_id, {column: counts.most_common(1)[0][0] for column, counts in columns.items()}


def events(args, skipped):
    names = dict(args.event_map)
    file = os.path.basename(args.file)
    for number, row in rows(args, skipped):
        name = args.event or row.get(args.event_column)
        missing = [c for c in (args.user, args.item, args.time, args.event_column) if c and c not in row]
        if missing:
            skipped[f"no {missing[0]}"] += 1
            continue
        # The row number makes a second run of the same file count nothing twice.
        event_id = "-".join(row.get(c, "") for c in args.event_id) if args.event_id else f"{file}-{number}"
        event = {
            "event_id": event_id,
            "user_id": identifier(row[args.user]),
            "event_name": names.get(name, name),
            "item_id": args.prefix + identifier(row[args.item]),
        }
        if args.time:
            try:
                event["timestamp"] = iso_time(row[args.time], args.time_format)
            except ValueError:
                skipped[f"{args.time} is not a time (see --time-format)"] += 1
                continue
        if args.session in row:
            event["session_id"] = row[args.session]
        context = {"price": row.get(args.price), "quantity": row.get(args.quantity)}
        event["context"] = {key: number_or_text(value) for key, value in context.items() if value}
        yield event


def iso_time(text, time_format):
    if time_format == "unix":
        moment = datetime.datetime.fromtimestamp(float(text), datetime.timezone.utc)
    elif time_format:
        moment = datetime.datetime.strptime(text, time_format)
    else:
        moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return moment.isoformat()


# --- sending -----------------------------------------------------------------------------------------------------

def batches(records, size):
    batch, length = [], 0
    for record in records:
        encoded = len(json.dumps(record)) + 2
        if batch and (len(batch) == size or length + encoded > MAX_BODY):
            yield batch
            batch, length = [], 0
        batch.append(record)
        length += encoded
    if batch:
        yield batch


def send(url, key, batch, skipped):
    """Sends one batch and returns how many records were accepted. An array is taken whole or not at all, so records
    that the service names as bad are left out and the rest goes again."""
    while batch:
        status, answer = post(url, key, batch)
        if 200 <= status < 300:
            return answer["data"]["accepted"]
        refused = {error["index"]: error for error in answer.get("errors") or []}
        if status != 400 or not refused:
            sys.exit(f"{url} answered {status}: {answer.get('message')}")
        for error in refused.values():
            skipped[f"refused by the service: {error.get('field')}: {error.get('message')}"] += 1
        batch = [record for index, record in enumerate(batch) if index not in refused]
    return 0


def post(url, key, batch):
    body = json.dumps(batch).encode()
    headers = {"Content-Type": "application/json", "X-API-KEY": key}
    for attempt in range(ATTEMPTS):
        pause = min(2**attempt / 2, 30)
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                return error.code, error_body(error)
            after = error.headers.get("Retry-After", "")
            pause = int(after) if after.isdigit() else pause
            reason = f"answered {error.code}"
        except (OSError, http.client.HTTPException) as error:
            reason = f"cannot be reached ({getattr(error, 'reason', error)})"
        print(f"{url} {reason}; trying again in {pause:g} s", file=sys.stderr)
        time.sleep(pause)
    sys.exit(f"{url} {reason}; gave up after {ATTEMPTS} attempts.")


def error_body(error):
    text = error.read().decode(errors="replace")
    try:
        return json.loads(text)
    except ValueError:
        return {"message": text}


# --- command line ------------------------------------------------------------------------------------------------

def pair(text):
    left, separator, right = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form A=B")
    return left, right


def arguments():
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("file", help="a CSV file with a header row; .gz is unpacked, .tsv is split at tabs")
    common.add_argument("--env", help="a file with LEHNZ_URL=..., LEHNZ_PK=... and LEHNZ_SK=...")
    common.add_argument("--batch", type=int, default=500, metavar="N", help="records per request (default 500)")
    common.add_argument("--prefix", default="", help="put before every item id, to keep two shops' ids apart")
    common.add_argument("--skip-if", type=pair, action="append", default=[], metavar="COLUMN=REGEX",
                        help="leave out rows where the regex is found in the column; may be given several times")
    common.add_argument("--delimiter", help="default: a comma, or a tab for .tsv")
    common.add_argument("--encoding", default="utf-8-sig", help="default: UTF-8, with or without a byte order mark")

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(required=True)

    catalog = modes.add_parser("items", parents=[common], help="load a catalog")
    catalog.add_argument("--id", required=True, help="the column with the item's id, or 'row' to number the rows")
    catalog.add_argument("--type", default="product", help="item_type (default product)")
    catalog.add_argument("--rename", type=pair, nargs="+", default=[], metavar="ATTRIBUTE=COLUMN")
    catalog.add_argument("--drop", nargs="+", default=[], metavar="COLUMN")
    catalog.add_argument("--text", nargs="+", default=[], metavar="COLUMN", help="keep numbers in it as text")
    catalog.add_argument("--distinct", action="store_true",
                         help="rows repeat items: one record per id, of the commonest value of each column")
    catalog.set_defaults(
        records=items, path="/v1/ingest/items/upsert", key="LEHNZ_SK",
        columns=lambda a: [a.id, *a.drop, *a.text, *(column for _, column in a.rename)])

    log = modes.add_parser("events", parents=[common], help="load events")
    log.add_argument("--user", required=True, metavar="COLUMN")
    log.add_argument("--item", required=True, metavar="COLUMN")
    log.add_argument("--time", metavar="COLUMN", help="UTC unless it says otherwise (default: now)")
    log.add_argument("--time-format", metavar="FORMAT", help="as of strptime, or 'unix' (default: ISO 8601)")
    name = log.add_mutually_exclusive_group(required=True)
    name.add_argument("--event", metavar="NAME", help="what every row is, such as purchase")
    name.add_argument("--event-column", metavar="COLUMN", help="the column that says what a row is")
    log.add_argument("--event-map", type=pair, nargs="+", default=[], metavar="VALUE=NAME",
                     help="names for values of --event-column, such as cart=add_to_cart")
    log.add_argument("--session", metavar="COLUMN")
    log.add_argument("--price", metavar="COLUMN")
    log.add_argument("--quantity", metavar="COLUMN")
    log.add_argument("--event-id", nargs="+", metavar="COLUMN",
                     help="columns that name an event together (default: file name and row number)")
    log.set_defaults(
        records=events, path="/v1/ingest/events/ingest", key="LEHNZ_PK",
        columns=lambda a: [a.user, a.item, a.time, a.event_column, a.session, a.price, a.quantity,
                           *(a.event_id or [])])

    args = parser.parse_args()
    args.delimiter = args.delimiter or ("\t" if re.search(r"\.tsv(\.gz)?$", args.file) else ",")
    return args


def settings(args):
    """The service's URL and the key of the mode; what --env says goes before the environment."""
    found = dict(os.environ)
    if args.env:
        with open(args.env, encoding="utf-8") as file:
            lines = (line.strip().removeprefix("export ") for line in file)
            found.update(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    missing = [name for name in ("LEHNZ_URL", args.key) if not found.get(name)]
    if missing:
        sys.exit(f"Set {' and '.join(missing)}, or name a file that does with --env (./lehnz up writes one).")
    return found["LEHNZ_URL"].rstrip("/"), found[args.key]


def main():
    args = arguments()
    url, key = settings(args)
    skipped = collections.Counter()
    accepted, started = 0, time.monotonic()
    end = "\r" if sys.stderr.isatty() else "\n"
    try:
        for batch in batches(args.records(args, skipped), args.batch):
            accepted += send(url + args.path, key, batch, skipped)
            print(f"{accepted:,} accepted", end=end, file=sys.stderr, flush=True)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        sys.exit(f"{args.file} cannot be read: {error}")
    seconds = time.monotonic() - started
    print(f"{accepted:,} accepted, {sum(skipped.values()):,} skipped in {seconds:.0f} s")
    for reason, count in skipped.most_common():
        print(f"  {count:,}: {reason}")


if __name__ == "__main__":
    main()
