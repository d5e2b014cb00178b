"""What can be wrong with a server, switched on when the bridge is started or, as far as MongoDB itself knows it, by configureFailPoint."""
import json, ssl, threading, time

LATEST_WIRE = 21
_options = {}                # (database, collection) -> what create and collMod were told
_lock = threading.Lock()


class CloseConnection(Exception):
    pass


def add_arguments(parser):
    parser.add_argument('--standalone', action='store_true', help='is no member of the replica set')
    parser.add_argument('--no-sessions', action='store_true', help='announces no logicalSessionTimeoutMinutes')
    parser.add_argument('--wire', type=int, default=LATEST_WIRE, help='announces this wire version, such as 8 for MongoDB 4.2')
    parser.add_argument('--no-validators', action='store_true', help='accepts the rules of collections and forgets them')
    parser.add_argument('--fail', metavar='JSON', help='a fail point from the start: {"failCommands": ["find"], "errorCode": 246, ...}')
    parser.add_argument('--skip', type=int, default=0, metavar='N', help='commands that the fail point of --fail lets pass')
    parser.add_argument('--tls', metavar='PEM', help='certificate and key; connections are encrypted')


class FailPoint:
    """MongoDB's failCommand: errorCode with errorLabels, closeConnection, blockConnection, writeConcernError; for all commands: "*"."""

    def __init__(self, data=None, mode='off'):
        self.data = data or {}
        self.left = mode.get('times') if isinstance(mode, dict) else None
        self.skip = mode.get('skip', 0) if isinstance(mode, dict) else 0
        self.on = mode != 'off'

    def takes(self, name):
        commands = self.data.get('failCommands', [])
        if not self.on or name not in commands and '*' not in commands:
            return False
        with _lock:
            if self.skip > 0:
                self.skip -= 1
                return False
            if self.left is not None:
                if self.left <= 0:
                    return False
                self.left -= 1
        return True


class Switches:
    def __init__(self, args):
        self.args = args
        self.point = FailPoint(json.loads(args.fail), {'skip': args.skip}) if args.fail else FailPoint()
        self.context = None
        if args.tls:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(args.tls)

    def accept(self, sock):
        return self.context.wrap_socket(sock, server_side=True) if self.context else sock

    def hello(self, reply):
        reply['maxWireVersion'] = self.args.wire
        if self.args.standalone:
            for field in ('setName', 'setVersion', 'secondary', 'hosts', 'me', 'primary', 'electionId', 'lastWrite'):
                reply.pop(field, None)
        if self.args.no_sessions:
            reply.pop('logicalSessionTimeoutMinutes')
        return reply

    def fail(self, name, run):
        """the reply of a command, which run() carries out, as the fail point wants it"""
        if not self.point.takes(name):
            return run()
        data = self.point.data
        if data.get('blockConnection'):
            time.sleep(data.get('blockTimeMS', 3600_000) / 1000)
        if data.get('closeConnection'):
            raise CloseConnection()
        if 'errorCode' in data:
            reply = {'ok': 0.0, 'errmsg': data.get('errmsg', 'Failing command via \'failCommand\' failpoint'),
                     'code': data['errorCode'], 'codeName': 'Error%d' % data['errorCode']}
        else:
            reply = run()
        if 'writeConcernError' in data:
            reply['writeConcernError'] = data['writeConcernError']
        if data.get('errorLabels'):
            reply['errorLabels'] = data['errorLabels']
        return reply

    def configure(self, cmd):
        self.point = FailPoint(cmd.get('data'), cmd.get('mode', 'off'))
        return {'count': 0, 'ok': 1.0}

    def keep_options(self, database, collection, cmd):
        if not self.args.no_validators:
            kept = {k: v for k, v in cmd.items() if k in ('validator', 'validationLevel', 'validationAction')}
            _options.setdefault((database, collection), {}).update(kept)

    def options(self, database, collection):
        return _options.get((database, collection), {})

    def forget_options(self, database, collection):
        _options.pop((database, collection), None)
