namespace Presage.Engine.Evaluation;

/// <summary>
/// Fixed bins of probabilities and ages, so that counts of machines can be added up and drawn again and again. They are narrow enough that
/// ties within a bin hardly show.
/// </summary>
internal static class SkillBins
{
    /// <summary>Bins of probabilities are 0.1 of log-odds wide, from -15 to 15.</summary>
    public const int Scores = 301;

    /// <summary>Bins of ages: eight each time that the age, above six hours, doubles; the last has what is older than centuries.</summary>
    public const int Ages = 192;

    private const double LargestLogOdds = 15;
    private const double BinsAnUnit = (Scores - 1) / (2 * LargestLogOdds);
    private const int BinsADoubling = 8;
    private const double FirstAge = 6.0 * UnixTime.Hour;

    /// <param name="probability">0 to 1.</param>
    public static int OfProbability(double probability)
    {
        var logOdds = Math.Clamp(Math.Log(probability / (1 - probability)), -LargestLogOdds, LargestLogOdds);
        return (int)Math.Round((logOdds + LargestLogOdds) * BinsAnUnit);
    }

    /// <param name="age">In <see cref="UnixTime"/> units.</param>
    public static int OfAge(long age) => Math.Min(Ages - 1, (int)(BinsADoubling * Math.Log2(1 + (Math.Max(0, age) / FirstAge))));
}
