using Presage.Engine.Binary;

namespace Presage.Engine.Features;

/// <summary>
/// Feature rows as bytes, for passing slices between processes. In an <see cref="Envelope"/>: the machines' names, the number of rows,
/// machine of each row (int32), times (int64, milliseconds), number of columns and each one's values (float64), number of components and
/// each one's labels (int8). NaNs keep their bits.
/// </summary>
public static class FeatureRowsCodec
{
    private const uint Version = 1;

    private static readonly Envelope Format = new("PRSGROWS", Version);

    public static byte[] Encode(FeatureRows rows)
    {
        var writer = new ByteWriter();
        writer.Count(rows.Machines.Length);
        foreach (var machine in rows.Machines)
            writer.Text(machine);
        writer.Count(rows.Count);
        writer.Raw<int>(rows.MachineOf);
        writer.Raw<long>(Array.ConvertAll(rows.Times, UnixTime.ToMilliseconds));
        writer.Count(rows.Values.Length);
        foreach (var column in rows.Values)
            writer.Raw<double>(column);
        writer.Count(rows.Labels.Length);
        foreach (var labels in rows.Labels)
            writer.Raw<sbyte>(labels);
        return Format.Seal(writer.Written, Version);
    }

    /// <exception cref="PresageException">The bytes are damaged, of a newer version or not feature rows at all.</exception>
    public static FeatureRows Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Read(new ByteReader(Format.Open(bytes, out _)));
        }
        catch (DamageException damage)
        {
            throw new PresageException(
                ErrorKind.Damaged, "damaged-features",
                $"The stored feature rows cannot be read: {damage.Message}.",
                "Build the features again.",
                damage);
        }
    }

    private static FeatureRows Read(ByteReader reader)
    {
        var machines = new string[reader.Count(1)];
        for (var m = 0; m < machines.Length; m++)
            machines[m] = reader.Text();
        var count = reader.Count(sizeof(int) + sizeof(long));
        var machineOf = reader.Raw<int>(count);
        if (Array.Exists(machineOf, m => m < 0 || m >= machines.Length))
            throw new DamageException("a row is of a machine that is not there");
        var times = Array.ConvertAll(reader.Raw<long>(count), UnixTime.FromMilliseconds);
        var values = new double[reader.Count(count == 0 ? 0 : 1)][];
        for (var c = 0; c < values.Length; c++)
            values[c] = reader.Raw<double>(count);
        var labels = new sbyte[reader.Count(count == 0 ? 0 : 1)][];
        for (var k = 0; k < labels.Length; k++)
            labels[k] = reader.Raw<sbyte>(count);
        if (!reader.IsAtEnd || labels.Any(l => l.AsSpan().ContainsAnyExceptInRange((sbyte)-1, (sbyte)1)))
            throw new DamageException("its content does not follow the format");
        return new FeatureRows(machines, machineOf, times, values, labels);
    }
}
