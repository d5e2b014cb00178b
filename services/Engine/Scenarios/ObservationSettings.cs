namespace Presage.Engine.Scenarios;

/// <summary>When a machine counts as observed, and which grid points have a row.</summary>
/// <param name="Gap">
/// A silence of a machine that is longer than this ends a period of observation, and a machine that was last heard of longer ago is stale.
/// </param>
/// <param name="Fresh">A grid point T has a row where the machine has a reading in (T - Fresh, T].</param>
/// <param name="FailureEndsLife">
/// Whether a failure ends the life of a machine: nothing that comes after it belongs together with what was before.
/// </param>
/// <param name="CommissionedColumn">
/// Column of the machines' file with the date before which nothing counts; null when there is none.
/// </param>
/// <param name="RetiredColumn">Column of the machines' file with the date after which nothing counts; null when there is none.</param>
public sealed record ObservationSettings(
    TimeSpan Gap, TimeSpan Fresh, bool FailureEndsLife = false, string? CommissionedColumn = null, string? RetiredColumn = null)
{
    /// <summary>The columns of the machines' file that hold dates.</summary>
    public IReadOnlyList<string> DateColumns => [.. new[] { CommissionedColumn, RetiredColumn }.OfType<string>()];

    /// <summary>
    /// The label horizon or the longest window, whichever is longer: a shorter silence leaves a row its inputs and its label.
    /// Not below the sampling.
    /// </summary>
    public static TimeSpan DefaultGap(TimeSpan sampling, FeatureSettings features, TimeSpan horizon) =>
        new[] { sampling, features.LongestWindow, horizon }.Max();

    /// <summary>The shortest window; not below the sampling, since most windows would be empty then.</summary>
    public static TimeSpan DefaultFresh(TimeSpan sampling, FeatureSettings features) => new[] { sampling, features.Windows.Min() }.Max();
}
