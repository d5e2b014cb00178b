namespace Presage.Reporting.Charts;

/// <summary>
/// Part of a plot whose x is stretched to whatever width there is: lines and areas go here, letters and markers do not. That way a plot
/// fits a phone, a screen and paper without script, and its letters keep their size.
/// </summary>
public static class Stretched
{
    public const double UnitsPerPercent = 10;

    public static Markup Of(int height, Markup paths) => Markup.Of(
        $"""<svg class="stretch" width="100%" height="{height}" viewBox="0 0 1000 {height}" preserveAspectRatio="none">{paths}</svg>""");
}
