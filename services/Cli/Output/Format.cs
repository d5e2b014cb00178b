using System.Globalization;
using Presage.Contracts.Api;

namespace Presage.Cli.Output;

/// <summary>How numbers and times are shown to people.</summary>
internal static class Format
{
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static string Count(long value) => value.ToString("N0", Culture);

    /// <summary>So many of something, such as <c>1 slice</c> or <c>2 slices</c>.</summary>
    /// <param name="one">The word for one of it; more have an s.</param>
    public static string Count(long value, string one) => $"{Count(value)} {one}{(value == 1 ? "" : "s")}";

    public static string Share(double value) => double.IsFinite(value) ? value.ToString("0.000", Culture) : "-";

    public static string Percent(double value) => double.IsFinite(value) ? value.ToString("0.0 %", Culture) : "-";

    public static string Seconds(double value) => value.ToString("0.0 s", Culture);

    public static string Hours(double? value) => value is { } hours ? hours.ToString("0.# h", Culture) : "-";

    /// <summary>A length of time as people write it: whole days from two on, such as <c>5d</c>, else hours.</summary>
    public static string Span(double hours) =>
        hours >= 48 && hours % 24 == 0 ? string.Create(Culture, $"{hours / 24:0}d") : string.Create(Culture, $"{hours:0.##}h");

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", Culture);

    /// <summary>A time to the second.</summary>
    public static string Moment(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", Culture);

    public static string Time(DateTime? time) => time is { } known ? Time(known) : "-";

    /// <summary>Hyper-parameters, such as <c>depth=9 min-rows=10</c>.</summary>
    public static string Parameters(IReadOnlyDictionary<string, double> parameters) =>
        string.Join(" ", parameters.Select(pair => string.Create(Culture, $"{pair.Key}={pair.Value:R}")));

    public static string Remaining(RemainingTime remaining) =>
        remaining.Seconds is { } seconds ? $"about {Left(seconds)} left" : $"no estimate: {remaining.Why}";

    /// <param name="what">What is counted, and what is done with it, such as <c>slices planned</c>.</param>
    /// <returns>Such as <c>planned 1,200 of 20,000 slices</c>.</returns>
    public static string Planned(string what, long done, long of)
    {
        var (noun, verb) = what.Split(' ') is [var counted, var deed] ? (counted, deed) : (what, "planned");
        return $"{verb} {Count(done)}{(of == 0 ? "" : $" of {Count(of)}")} {noun}";
    }

    private static string Left(double seconds) => seconds switch
    {
        < 1 => "1 s",
        < 90 => string.Create(Culture, $"{seconds:0} s"),
        < 5400 => string.Create(Culture, $"{seconds / 60:0} min"),
        _ => string.Create(Culture, $"{seconds / 3600:0.0} h"),
    };
}
