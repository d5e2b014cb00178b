using System.Reflection;

namespace Presage.Reporting.Charts;

/// <summary>The style sheets that this assembly brings along.</summary>
public static class StyleSheet
{
    /// <summary>Of figures, plots, legends and tables; every page that shows them includes it.</summary>
    public static Markup Charts { get; } = Read("charts.css");

    internal static Markup Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Markup.Trusted(reader.ReadToEnd());
    }
}
