"""Serves fakesnow on a free port of 127.0.0.1, for a JDBC client on the same machine, until standard input closes.

Three things of fakesnow 0.12 are mended here. It answers PUT with a stage of kind GCS that lacks the field endPoint, on which the
JDBC driver stops; the stage that it knows before that answer is a local folder, which the driver can write to. It does not
double the apostrophes of a table's comment. And it refuses to answer with a result that DuckDB hands over in several batches.
"""

import os
import sys

from fakesnow import server as serve  # the function; the import below puts the module of this name in its place
import fakesnow.server
from fakesnow import info_schema

fakesnow.server.gcs_stage_info = lambda request, expression, stage: stage["stageInfo"]

comment_sql = info_schema.insert_table_comment_sql
info_schema.insert_table_comment_sql = lambda catalog, schema, table, comment: comment_sql(
    catalog, schema, table, comment and comment.replace("'", "''")
)

to_ipc = fakesnow.server.to_ipc
fakesnow.server.to_ipc = lambda table: to_ipc(table.combine_chunks() if table.num_rows else table)

with serve() as connection:
    print("port", connection["port"], flush=True)
    # Nobody reads on: the line per request would fill the pipe, and the server would wait for ever.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdin.read()
    os._exit(0)
