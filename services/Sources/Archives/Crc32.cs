namespace Presage.Sources.Archives;

/// <summary>The checksum of ZIP archives (ISO 3309, polynomial 0xEDB88320), eight bytes at a time.</summary>
internal struct Crc32
{
    private const int Tables = 8;
    private static readonly uint[] s_table = CreateTables();

    private uint _inverse;

    public readonly uint Value => _inverse;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var table = s_table;
        var crc = ~_inverse;
        for (; bytes.Length >= Tables; bytes = bytes[Tables..])
        {
            crc ^= (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24);
            crc = table[0x700 + (crc & 0xff)] ^ table[0x600 + (crc >> 8 & 0xff)] ^ table[0x500 + (crc >> 16 & 0xff)]
                ^ table[0x400 + (crc >> 24)] ^ table[0x300 + bytes[4]] ^ table[0x200 + bytes[5]] ^ table[0x100 + bytes[6]]
                ^ table[bytes[7]];
        }

        foreach (var one in bytes)
            crc = table[(byte)(crc ^ one)] ^ crc >> 8;

        _inverse = ~crc;
    }

    private static uint[] CreateTables()
    {
        var table = new uint[Tables * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xedb88320 ^ crc >> 1 : crc >> 1;

            table[i] = crc;
        }

        for (var i = 256; i < table.Length; i++)
            table[i] = table[table[i - 256] & 0xff] ^ table[i - 256] >> 8;

        return table;
    }
}
