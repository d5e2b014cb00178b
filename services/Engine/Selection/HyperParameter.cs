namespace Presage.Engine.Selection;

/// <summary>Values of a hyper-parameter that are worth a try.</summary>
/// <param name="IsLogarithmic">Whether ratios matter rather than differences.</param>
internal sealed record HyperParameter(string Name, double Low, double High, bool IsLogarithmic = false, bool IsWhole = false)
{
    /// <param name="share">0 to 1: how far from the low to the high end.</param>
    public double At(double share)
    {
        var value = IsLogarithmic ? Low * Math.Pow(High / Low, share) : Low + (share * (High - Low));
        return Math.Clamp(Tidy(value), Low, High);
    }

    /// <summary>Default times a factor; a default of zero becomes the middle of the range.</summary>
    public double Scaled(double standard, double factor) => standard == 0 ? At(0.5) : Tidy(standard * factor);

    /// <summary>Three significant digits are enough, and can be read.</summary>
    private double Tidy(double value)
    {
        var unit = IsWhole || value == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        var tidy = Math.Round(value / unit) * unit;
        return IsWhole ? Math.Max(1, tidy) : Math.Round(tidy, 12);
    }
}
