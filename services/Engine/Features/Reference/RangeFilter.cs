using Presage.Engine.Features.Windows;

namespace Presage.Engine.Features.Reference;

/// <summary>Cuts every source of a history to (From, To].</summary>
internal static class RangeFilter
{
    public static MachineHistory Apply(MachineHistory history, FeatureRange range)
    {
        var readings = Within(history.Times, range);
        return history with
        {
            Times = history.Times[readings],
            Sensors = Array.ConvertAll(history.Sensors, values => values[readings]),
            Errors = Array.ConvertAll(history.Errors, times => times[Within(times, range)]),
            Replacements = Array.ConvertAll(history.Replacements, times => times[Within(times, range)]),
            Failures = Array.ConvertAll(history.Failures, times => times[Within(times, range)]),
        };
    }

    private static Range Within(long[] times, FeatureRange range) =>
        SortedTimes.CountUpTo(times, range.From)..SortedTimes.CountUpTo(times, Math.Max(range.From, range.To));
}
