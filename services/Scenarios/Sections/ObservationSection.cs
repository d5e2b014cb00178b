using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

/// <summary>The section <c>observation</c>, all of which can be left out.</summary>
internal static class ObservationSection
{
    private const string ShortestWindow = "shortest-window";

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("gap", "a duration", "A silence longer than this ends a period in which a machine is observed.", "84h", "84h")
            { DefaultInWords = "the horizon or the longest window, whichever is longer" },
        new(
            "rows", $"`{ShortestWindow}`, or a duration",
            "Which points have a row: those with a reading in the shortest window, or in the time before them.", ShortestWindow,
            ShortestWindow),
        new(
            "failure-ends-life", "true or false",
            "Whether a machine's life ends with a failure, so that what comes after belongs to another.", "false", "false"),
        new(
            "commissioned", "a column", "The column of the machines' file with the date it began to work.", "commissioned",
            YamlKey.None),
        new(
            "retired", "a column", "The column of the machines' file with the date it was taken out of service.", "retired",
            YamlKey.None),
    ];

    /// <param name="columns">Names of the columns that there are; those with dates are told apart from them.</param>
    public static ObservationSettings Read(
        YamlSection root, RecordKindName? machines, TimeSpan sampling, FeatureSettings features, TimeSpan horizon, HashSet<string> columns)
    {
        var settings = new ObservationSettings(
            ObservationSettings.DefaultGap(sampling, features, horizon), ObservationSettings.DefaultFresh(sampling, features));
        if (root.Optional("observation") is not { } value)
            return settings;

        var section = value.Section(Keys);
        return new ObservationSettings(
            section.Optional("gap") is { } gap ? NotBelow(gap, sampling) : settings.Gap,
            section.Optional("rows") is { } rows && rows.Text() != ShortestWindow ? NotBelow(rows, sampling) : settings.Fresh,
            section.Optional("failure-ends-life")?.IsTrue() ?? false,
            Column(section.Optional("commissioned")),
            Column(section.Optional("retired")));

        string? Column(YamlValue? column) => column switch
        {
            null => null,
            { } named when machines is null => throw named.Wrong(
                $"{named.Path} names a column, but there is no sources.machines that it could come from",
                "Add sources.machines or remove it"),
            { } named => named.New(named.Text(), columns),
        };
    }

    private static TimeSpan NotBelow(YamlValue value, TimeSpan sampling) => value.Duration() is var duration && duration >= sampling
        ? duration
        : throw value.Wrong(
            $"{value.Path} is {value.Text()}, which is shorter than the time between two readings (sampling)",
            "Make it at least as long as the sampling");
}
