using Presage.Engine.Scenarios;

namespace Presage.Engine.Reconciliation;

/// <summary>Tells sensors that say nothing, and those that always say the same, from the latest readings of some machines.</summary>
public static class SensorReview
{
    private const int Shown = 5;

    /// <param name="isLearnt">Whether a training says by itself what is so in every machine.</param>
    public static IEnumerable<Finding> Of(Scenario scenario, IReadOnlyList<SensorSample> samples, bool isLearnt)
    {
        var telling = samples.Where(sample => sample.Readings >= SensorSample.FewestReadings).ToList();
        foreach (var (index, sensor) in scenario.Sensors.Index())
        {
            if (telling.Count == 0 || sensor.Hold > TimeSpan.Zero)
                continue;

            var missing = telling.Where(sample => sample.Figures[index].Values == 0).ToList();
            if (Told(missing, telling.Count, isLearnt) is { } silent)
                yield return new Finding(
                    "sensors-missing", $"{sensor.Name} has no value in the latest {LookedAt(telling)} readings of {silent}: did it come?");

            var flat = telling.Where(sample => sample.Figures[index].IsFlat).ToList();
            if (Told(flat, telling.Count - missing.Count, isLearnt) is { } stuck)
                yield return new Finding(
                    "sensors-flat",
                    $"{sensor.Name} is always the same in the latest {LookedAt(telling)} readings of {stuck}: is it stuck?");
        }
    }

    /// <summary>The machines in words; null when there is nothing to tell.</summary>
    private static string? Told(List<SensorSample> samples, int all, bool isLearnt) =>
        samples.Count == 0 ? null
        : samples.Count < all ? Listed(samples)
        : isLearnt ? null
        : all == 1 ? Listed(samples)
        : $"all {all:N0} machines looked at";

    private static string Listed(List<SensorSample> samples) =>
        (samples.Count == 1 ? "machine " : "machines ") + string.Join(", ", samples.Take(Shown).Select(sample => sample.Machine))
        + (samples.Count > Shown ? $" ({samples.Count - Shown:N0} more)" : "");

    private static string LookedAt(IReadOnlyList<SensorSample> samples) => samples.Max(sample => sample.Readings).ToString("N0");
}
