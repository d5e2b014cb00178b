using System.Text;

namespace Presage.Ingestion.Cells;

/// <summary>Turns what the clocks of a zone showed into UTC.</summary>
internal sealed class ZoneClock(TimeLayout layout)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(layout.Zone!);

    private readonly Dictionary<(string Machine, DateOnly Day), long> _passes =
        (layout.SecondPasses ?? []).ToDictionary(pass => (pass.Machine, pass.Day), pass => pass.Line);

    /// <summary>Whether the clocks showed a time twice.</summary>
    public bool IsRepeated(long ticks) => _zone.IsAmbiguousTime(new DateTime(ticks));

    /// <summary>The moment at which a machine's clock showed a time.</summary>
    public ClockReading Read(long ticks, ReadOnlySpan<byte> machine, long line, out long utc)
    {
        var local = new DateTime(ticks);
        utc = 0;
        if (_zone.IsInvalidTime(local))
            return ClockReading.Skipped;

        if (!_zone.IsAmbiguousTime(local))
        {
            utc = ticks - _zone.GetUtcOffset(local).Ticks;
            return ClockReading.Once;
        }

        if (!_passes.TryGetValue((Encoding.UTF8.GetString(machine), DateOnly.FromDateTime(local)), out var second))
            return ClockReading.Repeated;

        var offsets = _zone.GetAmbiguousTimeOffsets(local);
        utc = ticks - (line >= second ? offsets.Min() : offsets.Max()).Ticks;
        return ClockReading.Once;
    }
}

internal enum ClockReading
{
    /// <summary>It is known which moment it was.</summary>
    Once,

    /// <summary>When summer time began the clocks went over it.</summary>
    Skipped,

    /// <summary>When summer time ended the clocks showed it twice, and the order of the rows does not say which it was.</summary>
    Repeated,
}
