#!/usr/bin/python3
"""MongoDB wire (OP_MSG + legacy OP_QUERY hello) -> mongomock, for measurement on loopback only.

  /usr/bin/python3 mongo_bridge.py [--port 27117] [--replset rs0 [--txn-nop]] [--quiet] [--verbose]

Switches for what can be wrong with a server are in mongo_switches.py.

Own socket loop: any number of kind-1 sections, moreToCome (unacknowledged writes), exhaustAllowed ignored
(no topologyVersion is announced, so drivers poll).  One global lock: every command is atomic.
"""
import argparse, collections, datetime, itertools, os, socket, struct, sys, threading, time, traceback

import bson
from bson.binary import Binary
from bson.codec_options import CodecOptions
from bson.int64 import Int64
from bson.objectid import ObjectId
from bson.raw_bson import RawBSONDocument
from bson.regex import Regex
import mongomock
import mongomock.aggregate as magg
import mongomock.collection as mcoll
import mongomock.store as mstore
from mongomock import helpers as mhelp
from mongomock.filtering import filter_applies
from pymongo.errors import DuplicateKeyError, OperationFailure, WriteError

import mongo_switches

OPTS = CodecOptions(document_class=dict, uuid_representation=0, tz_aware=False)  # 0 = UNSPECIFIED: Binary stays Binary
MAX_DOC, MAX_MSG, MAX_BATCH = 16777216, 48000000, 100000
REPLY_BYTES = 16 * 1024 * 1024
MISSING = object()


# ---------------------------------------------------------------- mongomock, made faster and less lossy
def _keep64(name):
    base = getattr(int, name)

    def op(self, other):
        r = base(self, other)
        return Int64(r) if type(r) is int else r
    setattr(Int64, name, op)


for _n in ('__add__', '__radd__', '__sub__', '__rsub__', '__mul__', '__rmul__', '__and__', '__or__', '__xor__', '__neg__'):
    if _n == '__neg__':
        Int64.__neg__ = lambda self: Int64(int.__neg__(self))
    else:
        _keep64(_n)

mcoll.BSON = None            # no second encode per write; dotted keys pass, as on a 5.0+ server


def _mul(doc, name, value):
    if isinstance(doc, dict):
        doc[name] = doc[name] * value if name in doc else type(value)(0)


def _bit(doc, name, value):
    for op, v in value.items():
        cur = doc.get(name, 0)
        doc[name] = cur & v if op == 'and' else cur | v if op == 'or' else cur ^ v


mcoll._updaters['$mul'] = _mul
mcoll._updaters['$bit'] = _bit


def _unset_stage(docs, db, opt):
    for f in ([opt] if isinstance(opt, str) else opt):
        for d in docs:
            *head, last = f.split('.')
            for p in head:
                d = d.get(p) if isinstance(d, dict) else None
                if d is None:
                    break
            if isinstance(d, dict):
                d.pop(last, None)
    return docs


magg._PIPELINE_HANDLERS['$unset'] = _unset_stage
magg._PIPELINE_HANDLERS['$replaceWith'] = lambda c, d, o: magg._PIPELINE_HANDLERS['$replaceRoot'](c, d, {'newRoot': o})
magg._PIPELINE_HANDLERS['$sortByCount'] = lambda c, d, o: magg._PIPELINE_HANDLERS['$sort'](
    magg._PIPELINE_HANDLERS['$group'](c, d, {'_id': o, 'count': {'$sum': 1}}), d, {'count': -1})
for _s in ('$indexStats', '$collStats'):
    magg._PIPELINE_HANDLERS.pop(_s, None)


def _store_key(v):
    """key under which mongomock stores _id v; MISSING when it needs the scan"""
    if v is None or isinstance(v, (list, tuple, Regex)) or hasattr(v, 'match'):
        return MISSING
    if isinstance(v, dict):
        if any(k.startswith('$') for k in v):
            return MISSING
        return mhelp.hashdict(v)
    return v


def _id_keys(flt):
    v = flt.get('_id', MISSING)
    if v is MISSING:
        for sub in flt.get('$and', ()) if isinstance(flt.get('$and'), list) else ():
            if isinstance(sub, dict) and '_id' in sub:
                return _id_keys(sub)
        return None
    if isinstance(v, dict) and v and all(k.startswith('$') for k in v):
        if '$eq' in v:
            ks = [_store_key(v['$eq'])]
        elif '$in' in v and isinstance(v['$in'], list):
            ks = [_store_key(x) for x in v['$in']]
        else:
            return None
    else:
        ks = [_store_key(v)]
    return None if any(k is MISSING for k in ks) else ks


_orig_iter = mcoll.Collection._iter_documents


def _iter_documents(self, flt):
    keys = _id_keys(flt) if isinstance(flt, dict) else None
    if keys is None:
        return _orig_iter(self, flt)
    store = self._store
    store._remove_expired_documents()
    docs, seen = [], set()
    for k in keys:
        if k in seen:
            continue
        seen.add(k)
        d = store._documents.get(k)
        if d is not None and filter_applies(flt, d):
            docs.append(d)
    return iter(docs)


mcoll.Collection._iter_documents = _iter_documents


class _Slow(Exception):
    pass


def _hashable(v):
    if isinstance(v, list):
        raise _Slow()
    if isinstance(v, dict):
        return ('d', bson.encode(v, codec_options=OPTS))
    if isinstance(v, bool):
        return ('b', v)
    return v


def _index_tuple(ix, doc):
    pfe = ix.get('partialFilterExpression')
    if pfe is not None and not filter_applies(pfe, doc):
        return None
    out, some = [], False
    for key, _ in ix['key']:
        try:
            v = mhelp.get_value_by_dot(doc, key)
            some = True
        except KeyError:
            v = None
        out.append(_hashable(v))
    if ix.get('sparse') and not some:
        return None
    return tuple(out)


def _skey(doc):
    i = doc['_id']
    return mhelp.hashdict(i) if isinstance(i, dict) else i


_orig_ensure = mcoll.Collection._ensure_uniques


def _ensure_uniques(self, new):
    """hash lookup per unique index instead of mongomock's scan (stale entries are verified when they collide)"""
    store = self._store
    me = _skey(new)
    todo = []
    for name, ix in store.indexes.items():
        if not ix.get('unique'):
            continue
        cache = ix.get('_cache')
        try:
            if cache is None:
                cache = {}
                for d in store._documents.values():
                    if d is new:
                        continue
                    t = _index_tuple(ix, d)
                    if t is not None:
                        cache[t] = _skey(d)
                ix['_cache'] = cache
            t = _index_tuple(ix, new)
        except (_Slow, TypeError):
            return _orig_ensure(self, new)      # array values: the slow way
        if t is None:
            continue
        other = cache.get(t, MISSING)
        if other is not MISSING and other != me:
            od = store._documents.get(other)
            if od is not None and _index_tuple(ix, od) == t:
                kv = {}
                for key, _ in ix['key']:
                    try:
                        kv[key] = mhelp.get_value_by_dot(new, key)
                    except KeyError:
                        kv[key] = None
                raise dup(self, name, dict(ix['key']), kv)
        todo.append((cache, t))
    for cache, t in todo:
        cache[t] = me


mcoll.Collection._ensure_uniques = _ensure_uniques


def dup(coll, name, pattern, values):
    txt = ', '.join('%s: %s' % (k, '"%s"' % v if isinstance(v, str) else repr(v)[:200]) for k, v in values.items())
    e = DuplicateKeyError('E11000 duplicate key error collection: %s index: %s dup key: { %s }'
                          % (coll.full_name, name, txt), 11000)
    e.key_pattern, e.key_value = pattern, values
    return e


_orig_expire = mstore.CollectionStore._remove_expired_documents


def _remove_expired(self):
    if not self._ttl_indexes:
        return
    now = time.monotonic()
    if now - getattr(self, '_ttl_at', 0) < 1:
        return
    self._ttl_at = now
    _orig_expire(self)


mstore.CollectionStore._remove_expired_documents = _remove_expired


# ---------------------------------------------------------------- commands
class CmdError(Exception):
    def __init__(self, code, name, msg, **extra):
        super().__init__(msg)
        self.code, self.name, self.extra = code, name, extra


CODE_NAMES = {11000: 'DuplicateKey', 26: 'NamespaceNotFound', 59: 'CommandNotFound', 2: 'BadValue', 9: 'FailedToParse',
              43: 'CursorNotFound', 238: 'NotImplemented', 48: 'NamespaceExists', 27: 'IndexNotFound',
              85: 'IndexOptionsConflict', 66: 'ImmutableField', 20: 'IllegalOperation', 10334: 'BSONObjectTooLarge'}

client = mongomock.MongoClient()
LOCK = threading.RLock()
cursors, cursor_ids, conn_ids = {}, itertools.count(1000), itertools.count(1)
stats = collections.Counter()
ARGS = SWITCHES = None


def classify(e):
    if isinstance(e, DuplicateKeyError):
        return 11000, str(e)
    if isinstance(e, NotImplementedError):
        return 238, 'bridge/mongomock: %s' % e
    if isinstance(e, (WriteError, OperationFailure)):
        s = str(e)
        if "'_id'" in s and 'altered' in s or '_id field cannot be changed' in s:
            return 66, s
        return getattr(e, 'code', None) or 2, s
    return 2, 'bridge/mongomock: %s: %s' % (type(e).__name__, e)


def no_collation(spec):
    c = spec.get('collation')
    if c and c.get('locale') != 'simple':
        raise CmdError(238, 'NotImplemented', 'bridge: collation is not supported')


def write_error(i, e):
    code, msg = classify(e)
    w = {'index': i, 'code': code, 'errmsg': msg}
    if getattr(e, 'key_pattern', None):
        w['keyPattern'], w['keyValue'] = e.key_pattern, e.key_value
    return w


def run_batch(items, ordered, fn):
    errs = []
    for i, it in enumerate(items):
        try:
            fn(i, it)
        except CmdError as e:
            errs.append({'index': i, 'code': e.code, 'errmsg': str(e)})
        except Exception as e:
            if ARGS.verbose:
                traceback.print_exc()
            errs.append(write_error(i, e))
        else:
            continue
        if ordered:
            break
    return errs


def insert_one(coll, d):
    if '_id' not in d:
        d = dict({'_id': ObjectId()}, **d)
    elif next(iter(d)) != '_id':
        d = dict({'_id': d['_id']}, **d)
    k = _skey(d)
    if k in coll._store._documents:
        raise dup(coll, '_id_', {'_id': 1}, {'_id': d['_id']})
    coll._insert(d)


def c_insert(db, cmd):
    coll = db[cmd['insert']]
    n = [0]

    def one(i, d):
        insert_one(coll, d)
        n[0] += 1
    errs = run_batch(cmd.get('documents', []), cmd.get('ordered', True), one)
    r = {'n': n[0], 'ok': 1.0}
    if errs:
        r['writeErrors'] = errs
    return r


def apply_update(coll, q, u, upsert, multi, array_filters=None):
    """-> (matched, modified, upserted_id or MISSING)"""
    if array_filters:
        raise NotImplementedError('arrayFilters')
    if isinstance(u, list):                       # pipeline update
        hits = list(coll._iter_documents(q))
        if not multi:
            hits = hits[:1]
        mod = 0
        for d in hits:
            new = list(magg.process_pipeline([dict(coll._internalize_dict(d))], coll.database, u, None))[0]
            if new != d:
                coll._update({'_id': d['_id']}, {k: v for k, v in new.items() if k != '_id'})
                mod += 1
        if not hits and upsert:
            base, _ = coll._discard_operators(coll._expand_dots(dict(q)))
            new = list(magg.process_pipeline([dict(base)], coll.database, u, None))[0]
            new.setdefault('_id', ObjectId())
            insert_one(coll, new)
            return 1, 0, new['_id']
        return len(hits), mod, MISSING
    if u and next(iter(u)).startswith('$'):
        u = {k: v for k, v in u.items() if v or v == 0}
        for f, v in u.get('$addToSet', {}).items():   # mongomock keeps duplicates inside one $each
            if isinstance(v, dict) and '$each' in v:
                once = []
                for x in v['$each']:
                    if x not in once:
                        once.append(x)
                v['$each'] = once
        if not u:
            u = {'$set': {}}
    before = len(coll._store._documents)
    try:
        r = coll._update(q, u, upsert=upsert, multi=multi)
    except DuplicateKeyError as e:
        if not getattr(e, 'key_pattern', None):   # mongomock's own message: the _id of an upsert
            raise dup(coll, '_id_', {'_id': 1}, {'_id': q.get('_id', u.get('_id') if isinstance(u, dict) else None)})
        raise
    if len(coll._store._documents) > before and not r['updatedExisting']:
        return 1, 0, r['upserted']
    return r['n'], r['nModified'], MISSING


def c_update(db, cmd):
    coll = db[cmd['update']]
    tot = {'n': 0, 'm': 0}
    ups = []

    def one(i, s):
        no_collation(s)
        n, m, up = apply_update(coll, s['q'], s['u'], s.get('upsert', False), s.get('multi', False), s.get('arrayFilters'))
        tot['n'] += n
        tot['m'] += m
        if up is not MISSING:
            ups.append({'index': i, '_id': up})
    errs = run_batch(cmd.get('updates', []), cmd.get('ordered', True), one)
    r = {'n': tot['n'], 'nModified': tot['m'], 'ok': 1.0}
    if ups:
        r['upserted'] = ups
    if errs:
        r['writeErrors'] = errs
    return r


def c_delete(db, cmd):
    coll = db[cmd['delete']]
    n = [0]

    def one(i, s):
        no_collation(s)
        hits = coll._iter_documents(s['q'])
        ks = [_skey(d) for d in (itertools.islice(hits, 1) if s.get('limit') == 1 else hits)]
        for k in ks:
            del coll._store[k]
        n[0] += len(ks)
    errs = run_batch(cmd.get('deletes', []), cmd.get('ordered', True), one)
    r = {'n': n[0], 'ok': 1.0}
    if errs:
        r['writeErrors'] = errs
    return r


def simple_projection(p):
    return all(isinstance(v, (int, float, bool)) and v in (0, 1) or
               isinstance(v, dict) and set(v) <= {'$slice', '$elemMatch'} for v in p.values())


def do_find(coll, flt, proj=None, sort=None, skip=0, limit=0):
    flt, proj, sort = flt or {}, proj or None, list((sort or {}).items()) or None
    if proj and not simple_projection(proj):
        docs = list(coll.find(flt, None, sort=sort, skip=skip, limit=limit))
        return list(magg.process_pipeline(docs, coll.database, [{'$project': proj}], None))
    if proj:
        proj = {k: int(v) if isinstance(v, (int, float)) else v for k, v in proj.items()}
    if not sort and not proj:                     # no full copy when a limit suffices
        it = coll._iter_documents(flt)
        it = itertools.islice(it, skip, skip + abs(limit) if limit else None)
        return list(it)
    return list(coll.find(flt, proj, sort=sort, skip=skip, limit=abs(limit) if limit else 0))


def open_cursor(ns, docs, batch, single=False):
    it = collections.deque(bson.encode(d, codec_options=OPTS) for d in docs)
    first = take(it, batch)
    cid = 0
    if it and not single:
        cid = next(cursor_ids)
        cursors[cid] = (ns, it)
    return {'cursor': {'firstBatch': first, 'id': Int64(cid), 'ns': ns}, 'ok': 1.0}


def take(it, batch):
    out, size = [], 0
    while it and (batch is None or len(out) < batch):
        size += len(it[0])
        if out and size > REPLY_BYTES:
            break
        out.append(RawBSONDocument(it.popleft()))
    return out


def c_find(db, cmd):
    no_collation(cmd)
    coll = db[cmd['find']]
    docs = do_find(coll, cmd.get('filter'), cmd.get('projection'), cmd.get('sort'), int(cmd.get('skip', 0)), int(cmd.get('limit', 0)))
    return open_cursor(coll.full_name, docs, int(cmd.get('batchSize', 101)), cmd.get('singleBatch', False))


def c_getmore(db, cmd):
    cid = int(cmd['getMore'])
    if cid not in cursors:
        raise CmdError(43, 'CursorNotFound', 'cursor id %d not found' % cid)
    ns, it = cursors[cid]
    b = cmd.get('batchSize')
    out = take(it, int(b) if b else None)
    if not it:
        del cursors[cid]
        cid = 0
    return {'cursor': {'nextBatch': out, 'id': Int64(cid), 'ns': ns}, 'ok': 1.0}


def c_killcursors(db, cmd):
    k = [c for c in cmd['cursors'] if cursors.pop(int(c), None)]
    return {'cursorsKilled': k, 'cursorsNotFound': [c for c in cmd['cursors'] if c not in k],
            'cursorsAlive': [], 'cursorsUnknown': [], 'ok': 1.0}


def run_pipeline(db, coll, pipe):
    pipe = list(pipe)
    if coll is None:
        docs = [{}]
        if pipe and '$documents' in pipe[0]:
            docs = pipe.pop(0)['$documents']
    else:
        flt, sort = {}, None
        if pipe and list(pipe[0]) == ['$match']:
            flt = pipe.pop(0)['$match']
        rest = [s for s in pipe]
        # countDocuments: [$match] [$skip] [$limit] $group{_id:1,n:{$sum:1}}
        if rest and rest[-1] == {'$group': {'_id': 1, 'n': {'$sum': 1}}} and all(set(s) <= {'$skip', '$limit'} for s in rest[:-1]):
            n = sum(1 for _ in coll._iter_documents(flt))
            for s in rest[:-1]:
                n = max(0, n - int(s['$skip'])) if '$skip' in s else min(n, int(s['$limit']))
            return [{'_id': 1, 'n': n}] if n else []
        docs = list(coll.find(flt))
    out = None
    if pipe and '$merge' in pipe[-1]:
        out = pipe.pop()['$merge']
    res = list(magg.process_pipeline(docs, db, pipe, None))
    if out is not None:
        into = out['into'] if isinstance(out, dict) else out
        tgt = client[into['db']][into['coll']] if isinstance(into, dict) else db[into]
        if isinstance(out, dict) and (out.get('on', '_id') not in ('_id', ['_id']) or out.get('whenMatched', 'merge') not in ('merge', 'replace')):
            raise NotImplementedError('$merge with these options')
        for d in res:
            body = {k: v for k, v in d.items() if k != '_id'}
            rep = isinstance(out, dict) and out.get('whenMatched') == 'replace'
            apply_update(tgt, {'_id': d['_id']}, body if rep else {'$set': body}, True, False)
        return []
    if pipe and '$out' in pipe[-1]:
        return []
    return res


def c_aggregate(db, cmd):
    no_collation(cmd)
    coll = db[cmd['aggregate']] if isinstance(cmd['aggregate'], str) else None
    res = run_pipeline(db, coll, cmd['pipeline'])
    ns = coll.full_name if coll is not None else db.name + '.$cmd.aggregate'
    return open_cursor(ns, res, int((cmd.get('cursor') or {}).get('batchSize', 101)))


def c_count(db, cmd):
    no_collation(cmd)
    coll = db[cmd['count']]
    q = cmd.get('query')
    n = sum(1 for _ in coll._iter_documents(q)) if q else len(coll._store)
    n = max(0, n - int(cmd.get('skip', 0)))
    if cmd.get('limit'):
        n = min(n, abs(int(cmd['limit'])))
    return {'n': n, 'ok': 1.0}


def c_distinct(db, cmd):
    no_collation(cmd)
    return {'values': db[cmd['distinct']].distinct(cmd['key'], cmd.get('query') or {}), 'ok': 1.0}


def c_findandmodify(db, cmd):
    no_collation(cmd)
    coll = db[cmd.get('findAndModify') or cmd.get('findandmodify')]
    q, fields = cmd.get('query') or {}, cmd.get('fields')
    hit = do_find(coll, q, None, cmd.get('sort'), 0, 1)
    hit = coll._internalize_dict(hit[0]) if hit else None

    def project(d):
        if d is None or not fields:
            return d
        return list(do_find_docs(coll, [d], fields))[0]
    if cmd.get('remove'):
        if hit is None:
            return {'lastErrorObject': {'n': 0}, 'value': None, 'ok': 1.0}
        del coll._store[_skey(hit)]
        return {'lastErrorObject': {'n': 1}, 'value': project(hit), 'ok': 1.0}
    u = cmd['update']
    if hit is None:
        if not cmd.get('upsert'):
            return {'lastErrorObject': {'n': 0, 'updatedExisting': False}, 'value': None, 'ok': 1.0}
        _, _, up = apply_update(coll, q, u, True, False, cmd.get('arrayFilters'))
        new = next(iter(coll._iter_documents({'_id': up})), None)
        return {'lastErrorObject': {'n': 1, 'updatedExisting': False, 'upserted': up},
                'value': project(new) if cmd.get('new') else None, 'ok': 1.0}
    sel = dict(q, _id=hit['_id']) if '_id' not in q else q     # keep q: the positional operator needs it
    apply_update(coll, sel, u, False, False, cmd.get('arrayFilters'))
    new = coll._store._documents.get(_skey(hit))
    return {'lastErrorObject': {'n': 1, 'updatedExisting': True},
            'value': project(new if cmd.get('new') else hit), 'ok': 1.0}


def do_find_docs(coll, docs, proj):
    if not simple_projection(proj):
        return magg.process_pipeline([coll._internalize_dict(d) for d in docs], coll.database, [{'$project': proj}], None)
    return [coll._copy_only_fields(d, dict(proj), dict) for d in docs]


def c_createindexes(db, cmd):
    coll = db[cmd['createIndexes']]
    before = 1 + len(coll._store.indexes)
    created = not coll._store.is_created
    for ix in cmd['indexes']:
        key = list(ix['key'].items())
        key = [(k, int(v) if isinstance(v, (int, float)) else v) for k, v in key]
        if key == [('_id', 1)]:
            continue
        name = ix.get('name') or mhelp.gen_index_name(key)
        want = {'key': key}
        for o in ('unique', 'sparse', 'partialFilterExpression'):
            if ix.get(o):
                want[o] = ix[o]
        if ix.get('expireAfterSeconds') is not None:
            want['expireAfterSeconds'] = ix['expireAfterSeconds']
        have = coll._store.indexes.get(name)
        if have:
            if {k: v for k, v in have.items() if k != '_cache'} == want:
                continue
            raise CmdError(86 if have['key'] != key else 85, 'IndexKeySpecsConflict' if have['key'] != key else 'IndexOptionsConflict',
                           'An existing index has the same name as the requested index (%s) with different options' % name)
        if ix.get('unique'):
            seen = {}
            for d in coll._store._documents.values():
                try:
                    t = _index_tuple(want, d)
                except (_Slow, TypeError):
                    continue
                if t is None:
                    continue
                if t in seen:
                    raise dup(coll, name, dict(key), {k: mhelp.get_value_by_dot(d, k) if _has(d, k) else None for k, _ in key})
                seen[t] = 1
        coll._store.create_index(name, want)
    coll._store.create()
    return {'numIndexesBefore': before, 'numIndexesAfter': 1 + len(coll._store.indexes), 'createdCollectionAutomatically': bool(created), 'ok': 1.0}


def _has(d, k):
    try:
        mhelp.get_value_by_dot(d, k)
        return True
    except KeyError:
        return False


def c_listindexes(db, cmd):
    coll = db[cmd['listIndexes']]
    if not coll._store.is_created:
        raise CmdError(26, 'NamespaceNotFound', 'ns does not exist: %s' % coll.full_name)
    out = [{'v': 2, 'key': {'_id': 1}, 'name': '_id_'}]
    for name, ix in coll._store.indexes.items():
        d = {'v': 2, 'key': dict(ix['key']), 'name': name}
        d.update({k: v for k, v in ix.items() if k not in ('key', '_cache')})
        out.append(d)
    return open_cursor(coll.full_name, out, None)


def c_dropindexes(db, cmd):
    coll = db[cmd['dropIndexes']]
    n = 1 + len(coll._store.indexes)
    ix = cmd['index']
    if ix == '*':
        coll._store.indexes.clear()
        coll._store._ttl_indexes.clear()
    else:
        for i in ix if isinstance(ix, list) else [ix]:
            if isinstance(i, dict):
                i = next((m for m, d in coll._store.indexes.items() if dict(d['key']) == i), mhelp.gen_index_name(list(i.items())))
            if i not in coll._store.indexes:
                raise CmdError(27, 'IndexNotFound', 'index not found with name [%s]' % i)
            coll._store.drop_index(i)
    return {'nIndexesWas': n, 'ok': 1.0}


def c_listcollections(db, cmd):
    out = []
    for n in db._store.list_created_collection_names():
        d = {'name': n, 'type': 'collection', 'options': SWITCHES.options(db.name, n), 'info': {'readOnly': False},
             'idIndex': {'v': 2, 'key': {'_id': 1}, 'name': '_id_'}}
        if cmd.get('filter') and not filter_applies(cmd['filter'], d):
            continue
        out.append({'name': n, 'type': 'collection'} if cmd.get('nameOnly') else d)
    return open_cursor(db.name + '.$cmd.listCollections', out, None)


def c_listdatabases(db, cmd):
    out = [{'name': n, 'sizeOnDisk': Int64(0), 'empty': False} for n in client._store.list_created_database_names()]
    if cmd.get('filter'):
        out = [d for d in out if filter_applies(cmd['filter'], d)]
    return {'databases': out, 'totalSize': Int64(0), 'ok': 1.0}


def c_drop(db, cmd):
    coll = db[cmd['drop']]
    if not coll._store.is_created:
        return {'ok': 1.0}
    coll._store.drop()
    SWITCHES.forget_options(db.name, coll.name)
    return {'nIndexesWas': 1, 'ns': coll.full_name, 'ok': 1.0}


def c_dropdatabase(db, cmd):
    for n in list(db._store.list_created_collection_names()):
        db._store[n].drop()
        SWITCHES.forget_options(db.name, n)
    return {'dropped': db.name, 'ok': 1.0}


def c_create(db, cmd):
    if cmd.get('viewOn') or cmd.get('timeseries') or cmd.get('capped'):
        raise CmdError(238, 'NotImplemented', 'bridge: views, time series and capped collections are not supported')
    st = db._store[cmd['create']]
    if st.is_created:
        raise CmdError(48, 'NamespaceExists', 'Collection %s.%s already exists.' % (db.name, cmd['create']))
    st.create()
    SWITCHES.keep_options(db.name, cmd['create'], cmd)
    return {'ok': 1.0}


def c_collmod(db, cmd):
    if not db._store[cmd['collMod']].is_created:
        raise CmdError(26, 'NamespaceNotFound', 'ns does not exist: %s.%s' % (db.name, cmd['collMod']))
    SWITCHES.keep_options(db.name, cmd['collMod'], cmd)
    return {'ok': 1.0}


def c_rename(db, cmd):
    src, dst = cmd['renameCollection'], cmd['to']
    sd, sc = src.split('.', 1)
    dd, dc = dst.split('.', 1)
    if sd != dd:
        raise NotImplementedError('renameCollection across databases')
    st = client[sd]._store
    if not st[sc].is_created:
        raise CmdError(26, 'NamespaceNotFound', 'Source collection %s does not exist' % src)
    if st[dc].is_created and not cmd.get('dropTarget'):
        raise CmdError(48, 'NamespaceExists', 'target namespace exists')
    st.rename(sc, dc)
    return {'ok': 1.0}


def c_collstats(db, cmd):
    coll = db[cmd.get('collStats') or cmd.get('collstats')]
    n = len(coll._store)
    size = sum(len(bson.encode(d, codec_options=OPTS)) for d in coll._store._documents.values())
    return {'ns': coll.full_name, 'count': n, 'size': Int64(size), 'avgObjSize': size // n if n else 0, 'storageSize': Int64(size),
            'nindexes': 1 + len(coll._store.indexes), 'totalIndexSize': Int64(0), 'indexSizes': {}, 'ok': 1.0}


def c_dbstats(db, cmd):
    names = db._store.list_created_collection_names()
    n = size = 0
    for c in names:
        for d in db._store[c]._documents.values():
            n += 1
            size += len(bson.encode(d, codec_options=OPTS))
    return {'db': db.name, 'collections': len(names), 'objects': Int64(n), 'dataSize': float(size), 'storageSize': float(size), 'ok': 1.0}


def c_hello(db, cmd, conn=0):
    h = {'helloOk': True, 'isWritablePrimary': True, 'ismaster': True, 'maxBsonObjectSize': MAX_DOC,
         'maxMessageSizeBytes': MAX_MSG, 'maxWriteBatchSize': MAX_BATCH, 'localTime': datetime.datetime.utcnow(),
         'logicalSessionTimeoutMinutes': 30, 'connectionId': conn, 'minWireVersion': 0,
         'readOnly': False, 'ok': 1.0}
    if ARGS.replset:
        me = '127.0.0.1:%d' % ARGS.port
        h.update({'setName': ARGS.replset, 'setVersion': 1, 'secondary': False, 'hosts': [me], 'me': me, 'primary': me,
                  'electionId': ObjectId('7fffffff0000000000000001'),
                  'lastWrite': {'lastWriteDate': datetime.datetime.utcnow()}})
    return SWITCHES.hello(h)


def ok(db, cmd):
    return {'ok': 1.0}


def c_login(db, cmd):
    raise CmdError(18, 'AuthenticationFailed', 'Authentication failed.')


def c_abort(db, cmd):
    raise CmdError(20, 'IllegalOperation', 'bridge: transactions cannot be rolled back')


CMDS = {
    'ping': ok, 'endSessions': ok, 'killSessions': ok, 'refreshSessions': ok, 'killAllSessions': ok, 'commitTransaction': ok,
    'abortTransaction': c_abort, 'fsync': ok, 'profile': ok, 'setParameter': ok, 'logRotate': ok,
    'buildInfo': lambda d, c: {'version': '7.0.0', 'versionArray': [7, 0, 0, 0], 'gitVersion': 'bridge', 'modules': [], 'bits': 64,
                               'debug': False, 'maxBsonObjectSize': MAX_DOC, 'storageEngines': ['mongomock'], 'ok': 1.0},
    'getParameter': lambda d, c: {'featureCompatibilityVersion': {'version': '7.0'}, 'ok': 1.0},
    'connectionStatus': lambda d, c: {'authInfo': {'authenticatedUsers': [], 'authenticatedUserRoles': []}, 'ok': 1.0},
    'getCmdLineOpts': lambda d, c: {'argv': ['bridge'], 'parsed': {}, 'ok': 1.0},
    'hostInfo': lambda d, c: {'system': {'hostname': socket.gethostname()}, 'ok': 1.0},
    'whatsmyuri': lambda d, c: {'you': '127.0.0.1:0', 'ok': 1.0},
    'getLog': lambda d, c: {'totalLinesWritten': 0, 'log': [], 'ok': 1.0},
    'serverStatus': lambda d, c: {'host': 'bridge', 'version': '7.0.0', 'process': 'bridge', 'pid': Int64(os.getpid()),
                                  'uptime': time.monotonic(), 'opcounters': {k: Int64(v) for k, v in stats.items()}, 'ok': 1.0},
    'insert': c_insert, 'update': c_update, 'delete': c_delete, 'find': c_find, 'getMore': c_getmore, 'killCursors': c_killcursors,
    'aggregate': c_aggregate, 'count': c_count, 'distinct': c_distinct, 'findAndModify': c_findandmodify,
    'createIndexes': c_createindexes, 'listIndexes': c_listindexes, 'dropIndexes': c_dropindexes, 'deleteIndexes': c_dropindexes,
    'listCollections': c_listcollections, 'listDatabases': c_listdatabases, 'drop': c_drop, 'dropDatabase': c_dropdatabase,
    'create': c_create, 'collMod': c_collmod, 'saslStart': c_login, 'configureFailPoint': lambda d, c: SWITCHES.configure(c),
    'renameCollection': c_rename, 'collStats': c_collstats, 'dbStats': c_dbstats,
}
LOWER = {k.lower(): k for k in CMDS}


def dispatch(cmd, conn):
    name = next(iter(cmd))
    low = name.lower()
    if low in ('hello', 'ismaster'):
        return SWITCHES.fail('hello', lambda: c_hello(None, cmd, conn))
    stats[name] += 1
    key = LOWER.get(low)
    if key is None:
        return err(59, 'CommandNotFound', "no such command: '%s'" % name)
    if name != key:
        cmd[key] = cmd[name]
    if cmd.get('startTransaction') and not ARGS.txn_nop:   # loud here: drivers swallow the error of an abort
        return err(20, 'IllegalOperation', 'bridge: transactions are not supported (--txn-nop accepts them without isolation or rollback)')

    def run():
        with LOCK:
            return CMDS[key](client[cmd.get('$db', 'test')], cmd)
    try:
        return run() if key == 'configureFailPoint' else SWITCHES.fail(key, run)
    except mongo_switches.CloseConnection:
        raise
    except CmdError as e:
        return dict(err(e.code, e.name, str(e)), **e.extra)
    except Exception as e:
        if ARGS.verbose or not isinstance(e, (OperationFailure, NotImplementedError)):
            traceback.print_exc()
        code, msg = classify(e)
        r = err(code, CODE_NAMES.get(code, 'Error%d' % code), msg)
        if getattr(e, 'key_pattern', None):
            r['keyPattern'], r['keyValue'] = e.key_pattern, e.key_value
        return r


def err(code, name, msg):
    return {'ok': 0.0, 'errmsg': msg, 'code': code, 'codeName': name}


# ---------------------------------------------------------------- wire
def read_exact(s, n):
    buf = bytearray(n)
    view, got = memoryview(buf), 0
    while got < n:
        r = s.recv_into(view[got:], n - got)
        if not r:
            return None
        got += r
    return buf


def parse_op_msg(b):
    flags = struct.unpack_from('<I', b, 0)[0]
    end = len(b) - (4 if flags & 1 else 0)
    pos, cmd, extra = 4, {}, {}
    mv = memoryview(b)
    while pos < end:
        kind = b[pos]
        pos += 1
        size = struct.unpack_from('<i', b, pos)[0]
        if kind == 0:
            cmd = bson.decode(bytes(mv[pos:pos + size]), codec_options=OPTS)
        elif kind == 1:
            z = b.index(0, pos + 4)
            extra[bytes(b[pos + 4:z]).decode()] = bson.decode_all(bytes(mv[z + 1:pos + size]), OPTS)
        else:
            raise ValueError('section kind %d' % kind)
        pos += size
    cmd.update(extra)
    return flags, cmd


def serve(sock, conn):
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    rid = itertools.count(1)
    try:
        sock = SWITCHES.accept(sock)
        while True:
            h = read_exact(sock, 16)
            if h is None:
                return
            length, req, _, op = struct.unpack('<iiii', h)
            if not 16 <= length <= MAX_MSG + 65536:
                return
            body = read_exact(sock, length - 16)
            if body is None:
                return
            if op == 2013:
                flags, cmd = parse_op_msg(body)
                if ARGS.verbose:
                    print(conn, next(iter(cmd)), {k: (v if len(repr(v)) < 300 else '...') for k, v in cmd.items()}, flush=True)
                t = time.perf_counter()
                rep = dispatch(cmd, conn)
                if not ARGS.quiet and (rep.get('ok') != 1.0 or rep.get('writeErrors')):
                    print('%d %s -> %s' % (conn, next(iter(cmd)), str({k: rep[k] for k in rep if k in ('code', 'errmsg', 'writeErrors')})[:500]), flush=True)
                stats['us'] += int(1e6 * (time.perf_counter() - t))
                if flags & 2:
                    continue
                try:
                    data = bson.encode(rep, codec_options=OPTS)
                except Exception as e:
                    traceback.print_exc()
                    data = bson.encode(err(2, 'BadValue', 'bridge: the reply does not encode: %s' % e))
                sock.sendall(struct.pack('<iiiiIB', 21 + len(data), next(rid), req, 2013, 0, 0) + data)
            elif op == 2004:                      # OP_QUERY: the first isMaster of a driver
                z = body.index(0, 4)
                cmd = bson.decode(bytes(body[z + 9:z + 9 + struct.unpack_from('<i', body, z + 9)[0]]), codec_options=OPTS)
                if '$query' in cmd:
                    cmd = cmd['$query']
                cmd.setdefault('$db', bytes(body[4:z]).decode().split('.')[0])
                data = bson.encode(dispatch(cmd, conn), codec_options=OPTS)
                sock.sendall(struct.pack('<iiiiiqii', 36 + len(data), next(rid), req, 1, 8, 0, 0, 1) + data)
            else:
                print('opcode %d is not supported' % op, file=sys.stderr, flush=True)
                return
    except (OSError, mongo_switches.CloseConnection):
        pass
    except Exception:
        traceback.print_exc()
    finally:
        sock.close()


def main():
    global ARGS, SWITCHES
    p = argparse.ArgumentParser()
    p.add_argument('--port', type=int, default=27117)
    p.add_argument('--replset')
    p.add_argument('--txn-nop', action='store_true')
    p.add_argument('--quiet', action='store_true')
    p.add_argument('--verbose', action='store_true')
    mongo_switches.add_arguments(p)
    ARGS = p.parse_args()
    SWITCHES = mongo_switches.Switches(ARGS)
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(('127.0.0.1', ARGS.port))
    s.listen(256)
    print('bridge on 127.0.0.1:%d, bson C extension: %s' % (ARGS.port, bson.has_c()), flush=True)
    while True:
        c, _ = s.accept()
        threading.Thread(target=serve, args=(c, next(conn_ids)), daemon=True).start()


if __name__ == '__main__':
    main()
