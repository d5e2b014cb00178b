namespace Presage.Reporting.Charts;

/// <summary>
/// Colours by number; the style sheet holds Okabe and Ito's palette, which the colour-blind can tell apart, for light and for dark.
/// </summary>
public static class Palette
{
    public const int Blue = 0;
    public const int Vermillion = 1;
    public const int Green = 2;
    public const int Orange = 4;
    public const int Black = 7;
    public const int Neutral = 8;

    private const int Series = 8;

    /// <summary>The style class of a colour; series beyond the last begin anew.</summary>
    public static string Class(int colour) => colour == Neutral ? $"s{Neutral}" : $"s{colour % Series}";
}
