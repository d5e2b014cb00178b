using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>
/// Counts the commands that clients send to a server of MongoDB, by name and collection. What keeps their connections is none, nor is a
/// look whether the store is still the same or a delivery is due: of those there are as many as the job takes long.
/// </summary>
internal sealed class CommandCounter
{
    private static readonly string[] Uncounted = ["hello", "isMaster", "ismaster", "find schema", "find deliveries"];

    private readonly ConcurrentDictionary<string, int> _commands = [];

    public int Total => _commands.Values.Sum();

    /// <summary>How often there was which command, the most frequent first.</summary>
    public override string ToString() =>
        string.Join(", ", _commands.OrderByDescending(command => command.Value).Select(command => $"{command.Value} {command.Key}"));

    /// <summary>A stream that counts what is written to it, and writes it to another.</summary>
    public Stream Before(Stream server) => new Counted(this, server);

    private void Add(string command)
    {
        if (!Uncounted.Contains(command))
            _commands.AddOrUpdate(command, 1, (_, count) => count + 1);
    }

    /// <summary>A message is its length and opcode among 16 bytes, then flags, a byte for a document, and the document.</summary>
    private sealed class Counted(CommandCounter counter, Stream server) : Stream
    {
        private const int Message = 2013;
        private const int Opcode = 12;
        private const int Header = 16;

        /// <summary>Behind header, flags, kind of the section, length of the document and type of its first field.</summary>
        private const int Name = Header + sizeof(int) + 1 + sizeof(int) + 1;

        private readonly MemoryStream _message = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Read(buffer.Span);
            await server.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Read(buffer.AsSpan(offset, count));
            server.Write(buffer, offset, count);
        }

        public override void Flush() => server.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Read(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length > 0)
            {
                var wanted = (_message.Length < sizeof(int) ? sizeof(int) : LengthOfMessage()) - (int)_message.Length;
                var some = bytes[..Math.Min(wanted, bytes.Length)];
                _message.Write(some);
                bytes = bytes[some.Length..];
                if (_message.Length > sizeof(int) && _message.Length == LengthOfMessage())
                    End();
            }
        }

        private int LengthOfMessage() => BinaryPrimitives.ReadInt32LittleEndian(_message.GetBuffer());

        private void End()
        {
            ReadOnlySpan<byte> message = _message.GetBuffer().AsSpan(0, (int)_message.Length);
            if (BinaryPrimitives.ReadInt32LittleEndian(message[Opcode..]) == Message)
                counter.Add(CommandOf(message));

            _message.SetLength(0);
        }

        /// <summary>The name of the document's first field and, where that is a text, its value: the collection.</summary>
        private static string CommandOf(ReadOnlySpan<byte> message)
        {
            const byte Text = 2;
            var end = Name + message[Name..].IndexOf((byte)0);
            var command = Encoding.UTF8.GetString(message[Name..end]);
            if (message[Name - 1] != Text)
                return command;

            var value = message[(end + 1 + sizeof(int))..];
            return $"{command} {Encoding.UTF8.GetString(value[..value.IndexOf((byte)0)])}";
        }
    }
}
