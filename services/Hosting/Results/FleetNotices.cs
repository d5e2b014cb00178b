using System.Globalization;
using Presage.Contracts.Api;
using Presage.Engine.Observation;

namespace Presage.Hosting.Results;

/// <summary>What a person should know of the machines that latest predictions speak of, or do not.</summary>
public static class FleetNotices
{
    /// <summary>Machines that a notice names.</summary>
    private const int MostNamed = 5;

    private static readonly string[] s_codes = ["stale-machines", "machines-without-readings", "machines-unscored"];

    /// <summary>Whether a notice is one of these. One that a run has kept says how it was then; it is found anew.</summary>
    public static bool IsOne(Notice notice) => s_codes.Contains(notice.Code);

    public static IEnumerable<Notice> Of(FleetFreshness fleet)
    {
        if (fleet.Stale.Count > 0)
            yield return new Notice(
                "stale-machines",
                $"{Stand(fleet.Stale)} stale, silent for longer than the gap of {Hours(fleet.Gap)}: "
                + $"{Listed(fleet.Stale, "; ", machine => Silence(fleet, machine))}. What was predicted of "
                + $"{(fleet.Stale.Count == 1 ? "it" : "them")} then is not a risk of now.");

        if (fleet.WithoutReadings.Count > 0)
            yield return new Notice(
                "machines-without-readings",
                $"{Listed(fleet.WithoutReadings)} {Have(fleet.WithoutReadings)} no readings: nothing is predicted.");

        if (fleet.Unscored.Count > 0)
            yield return new Notice(
                "machines-unscored",
                $"{Listed(fleet.Unscored)} {Have(fleet.Unscored)} readings but no prediction: no reading is fresh at a point of the grid "
                + "in what was scored.");
    }

    /// <summary>Such as <c>M6 was last heard of 2024-03-31 06:00, 28.8 d before the latest reading of the data set</c>.</summary>
    public static string Silence(FleetFreshness fleet, string machine) =>
        fleet.HeardLater.Contains(machine)
            ? $"{machine} has no prediction after {Time(fleet.Heard[machine])}, {Length(fleet.SilenceOf(machine))} before the latest "
                + "reading, though it was heard of later"
            : $"{machine} was last heard of {Time(fleet.Heard[machine])}, {Length(fleet.SilenceOf(machine))} before the latest reading of "
                + "the data set";

    private static string Have(IReadOnlyList<string> machines) => machines.Count == 1 ? "has" : "have";

    private static string Stand(IReadOnlyList<string> machines) => machines.Count == 1
        ? "1 machine is"
        : $"{machines.Count.ToString("N0", CultureInfo.InvariantCulture)} machines are";

    private static string Listed(IReadOnlyList<string> machines) => Listed(machines, ", ", machine => machine);

    private static string Listed(IReadOnlyList<string> machines, string mark, Func<string, string> words)
    {
        var named = machines.Take(MostNamed).Select(words).ToList();
        if (machines.Count > MostNamed)
            named.Add($"{(machines.Count - MostNamed).ToString("N0", CultureInfo.InvariantCulture)} more");
        return named.Count == 1 ? named[0] : $"{string.Join(mark, named.SkipLast(1))} and {named[^1]}";
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Hours(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.##} h");

    private static string Length(TimeSpan time) => time >= TimeSpan.FromDays(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} d")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h");
}
