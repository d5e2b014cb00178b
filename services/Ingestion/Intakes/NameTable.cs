using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Presage.Ingestion.Intakes;

/// <summary>Numbers names, from 0, and finds them by their bytes without making strings.</summary>
internal sealed class NameTable
{
    private const int MostBytes = 200;

    private readonly Dictionary<byte[], int> _numbers = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<string> _names = [];
    private byte[] _lastName = [];
    private int _last = -1;

    public NameTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    public NameTable(IEnumerable<string> names)
        : this()
    {
        foreach (var name in names)
            Add(Encoding.UTF8.GetBytes(name));
    }

    public int Count => _names.Count;

    public string this[int number] => _names[number];

    /// <summary>The name's number; -1 when it is not there.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (_last >= 0 && name.SequenceEqual(_lastName))
            return _last;

        if (!_lookup.TryGetValue(name, out var key, out var number))
            return -1;

        _lastName = key;
        _last = number;
        return number;
    }

    /// <summary>The name's number, given to it now if it has none; -1 for what cannot be a name.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> name) => Find(name) is >= 0 and var number ? number : IsName(name) ? Add(name.ToArray()) : -1;

    private int Add(byte[] name)
    {
        if (_numbers.TryAdd(name, _names.Count))
            _names.Add(Encoding.UTF8.GetString(name));

        return _numbers[name];
    }

    private static bool IsName(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= MostBytes && !name.ContainsAnyInRange<byte>(0, 31) && Utf8.IsValid(name);

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Utf8Comparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
