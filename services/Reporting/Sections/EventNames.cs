using Presage.Reporting.Charts;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>How events are called and drawn, the same in every plot.</summary>
public static class EventNames
{
    public static string Plural(EventKind kind) => kind switch
    {
        EventKind.Error => "Errors",
        EventKind.Maintenance => "Replacements",
        _ => "Failures",
    };

    public static string Singular(EventKind kind) => kind switch
    {
        EventKind.Error => "error",
        EventKind.Maintenance => "replacement",
        _ => "failure",
    };

    public static int Colour(EventKind kind) => kind switch
    {
        EventKind.Error => Palette.Orange,
        EventKind.Maintenance => Palette.Green,
        _ => Palette.Black,
    };

    public static int BarColour(EventKind kind) => kind == EventKind.Failure ? Palette.Vermillion : Colour(kind);

    public static Symbol Symbol(EventKind kind) => kind switch
    {
        EventKind.Error => Charts.Symbol.Circle,
        EventKind.Maintenance => Charts.Symbol.Square,
        _ => Charts.Symbol.Cross,
    };

    public static LegendItem LegendItem(EventKind kind) => new(Singular(kind), Colour(kind), Symbol(kind));
}
