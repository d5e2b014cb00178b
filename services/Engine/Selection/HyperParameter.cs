using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>Values of a hyper-parameter that are worth a try.</summary>
/// <param name="Low">Both ends are included.</param>
/// <param name="IsLogarithmic">Whether ratios matter rather than differences; the low end is above zero then.</param>
/// <param name="Values">The only values there are, instead of a range.</param>
public sealed record HyperParameter(
    string Name, double Low, double High, bool IsLogarithmic = false, bool IsWhole = false, IReadOnlyList<double>? Values = null)
{
    /// <param name="share">0 to 1: how far from the low to the high end.</param>
    public double At(double share)
    {
        if (Values is not null)
            return Values[Math.Min((int)(share * Values.Count), Values.Count - 1)];

        var value = IsLogarithmic ? Low * Math.Pow(High / Low, share) : Low + (share * (High - Low));
        return Math.Clamp(Tidy(value), Low, High);
    }

    /// <summary>Refuses values that the algorithm does not take.</summary>
    /// <exception cref="PresageException">There is no such hyper-parameter, a value is out of range, or only whole ones make
    /// sense.</exception>
    public void Check(ITrainer trainer)
    {
        foreach (var value in Values ?? [Low, High])
            trainer.Check(new Dictionary<string, double> { [Name] = value });
        if (Values is not null || IsWhole)
            return;

        try
        {
            trainer.Check(new Dictionary<string, double> { [Name] = Broken });
        }
        catch (PresageException)
        {
            throw new PresageException(
                ErrorKind.Invalid, "whole-parameter", $"The parameter '{Name}' of {trainer.Algorithm} takes whole numbers only.",
                "Add 'whole: true'.");
        }
    }

    /// <summary>Default times a factor; a default of zero becomes the middle of the range.</summary>
    internal double Scaled(double standard, double factor)
    {
        if (standard == 0)
            return At(0.5);

        var tidy = Tidy(standard * factor);
        return IsWhole ? Math.Max(1, tidy) : tidy;
    }

    /// <summary>A value of the range that is not whole.</summary>
    private double Broken => Math.Floor(Low) + 0.5 is var half && half > Low && half < High ? half : (Low + High) / 2;

    /// <summary>Three significant digits are enough, and can be read.</summary>
    private double Tidy(double value)
    {
        var unit = IsWhole || value == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        var tidy = Math.Round(value / unit) * unit;
        return IsWhole ? tidy : Math.Round(tidy, 12);
    }
}
