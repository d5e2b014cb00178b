namespace Presage.Engine.Evaluation;

/// <summary>A figure with its 90 % interval over machines.</summary>
/// <param name="Low">
/// 5 % of what other machines of the kind would give lies below it; null when no interval can be made, see <see cref="SkillInterval"/>.
/// </param>
/// <param name="High">5 % lies above it.</param>
public readonly record struct Estimate(double Value, double? Low, double? High)
{
    /// <summary>
    /// Whether the whole interval lies above a limit. Without an interval it is known only that what is not above itself is not.
    /// </summary>
    public bool? IsAbove(double limit) => Low is { } low ? low > limit : Value <= limit ? false : null;
}
