using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Presage.Scenarios;

namespace Presage.Cli.Parsing;

/// <summary>Options whose values are times, spans, numbers and shares, with errors that say how to write them.</summary>
internal static class ValueOptions
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    public static Option<DateTime?> Time(string name, string description, bool required = false) =>
        Create<DateTime?>(name, "TIME", description, required, ParseTime, "a time",
            "Write it as 2015-03-01 or 2015-03-01T06:00; times are UTC.");

    /// <summary>In hours.</summary>
    public static Option<double?> Hours(string name, string description) =>
        Create(name, "SPAN", description, false, ParseHours, "a span of time", "Write it as 84h or 3.5d.");

    public static Option<int?> Count(string name, string description, int minimum = 1) => Create<int?>(
        name, "N", description, false,
        text => ParseLong(text) is { } number && number >= minimum && number <= int.MaxValue ? (int)number : null,
        $"a whole number of at least {minimum}", $"Write it as {Math.Max(minimum, 10)}.");

    public static Option<long?> Seed(string name, string description) =>
        Create(name, "S", description, false, ParseLong, "a whole number", "Write it as 1.");

    /// <summary>In seconds.</summary>
    public static Option<double?> Seconds(string name, string description) => Create<double?>(
        name, "SPAN", description, false, text => Durations.TryParse(text, out var span) && span > TimeSpan.Zero ? span.TotalSeconds : null,
        "a span of time", "Write it as 90s or 10m.");

    /// <summary>Numbers by name; the option may be given several times.</summary>
    public static Option<IReadOnlyDictionary<string, double>?> Numbers(string name, string description, string example) => new(name)
    {
        Description = description,
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => ParseNumbers(result, name, example),
        DefaultValueFactory = _ => null,
    };

    /// <summary>Texts by name; the option may be given several times.</summary>
    public static Option<IReadOnlyDictionary<string, string>?> Texts(string name, string description, string example) => new(name)
    {
        Description = description,
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => ParseTexts(result, name, example),
        DefaultValueFactory = _ => null,
    };

    /// <summary>Between 0 and 1; percent signs are understood.</summary>
    public static Option<double?> Share(string name, string description, string example) =>
        Create(name, "SHARE", description, false, ParseShare, "a number from 0 to 1", $"Write it as {example}.");

    /// <summary>A range needs a beginning before its end.</summary>
    public static Command WithRange(this Command command, Option<DateTime?> from, Option<DateTime?> to)
    {
        command.Validators.Add(result =>
        {
            if (TimeOf(result, from) is { } first && TimeOf(result, to) is { } last && first >= last)
                result.AddError(
                    $"The range ({first:yyyy-MM-ddTHH:mm}, {last:yyyy-MM-ddTHH:mm}] is empty.",
                    $"Give {from.Name} a time before that of {to.Name}.");
        });
        return command;
    }

    /// <summary>Null when the option was not given one good value, of which its own parser tells.</summary>
    private static DateTime? TimeOf(CommandResult command, Option<DateTime?> option) =>
        command.GetResult(option)?.Tokens is [{ Value: var text }] ? ParseTime(text) : null;

    private static Option<T> Create<T>(
        string name, string helpName, string description, bool required, Func<string, T?> parse, string what, string remedy) => new(name)
        {
            Description = description,
            HelpName = helpName,
            Required = required,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Parse(result, name, parse, what, remedy),
        };

    private static T? Parse<T>(ArgumentResult result, string name, Func<string, T?> parse, string what, string remedy)
    {
        var text = result.Tokens[^1].Value;
        var value = parse(text);
        if (value is null)
            result.AddError($"'{text}' is not {what} for {name}.", remedy);

        return value;
    }

    private static SortedDictionary<string, double>? ParseNumbers(ArgumentResult result, string option, string example)
    {
        var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value] || ParseDouble(value) is not { } number)
                result.AddError($"'{text}' is not a name and a number for {option}.", $"Write it as {example}.");
            else if (!numbers.TryAdd(name, number))
                result.AddError($"'{name}' is given to {option} twice.", "Give it one value.");
        }

        return numbers;
    }

    private static SortedDictionary<string, string>? ParseTexts(ArgumentResult result, string option, string example)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value])
                result.AddError($"'{text}' is not a name and a value for {option}.", $"Write it as {example}.");
            else if (!texts.TryAdd(name, value))
                result.AddError($"'{name}' is given to {option} twice.", "Give it one value.");
        }

        return texts;
    }

    private static DateTime? ParseTime(string text) =>
        DateTime.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time
            : null;

    private static double? ParseHours(string text)
    {
        var factor = text.EndsWith('h') ? 1 : text.EndsWith('d') ? 24 : 0;
        return factor > 0 && ParseDouble(text[..^1]) is { } number && number * factor is > 0 and <= 24 * 3650 ? number * factor : null;
    }

    private static double? ParseShare(string text)
    {
        var number = text.EndsWith('%') ? ParseDouble(text[..^1]) / 100 : ParseDouble(text);
        return number is >= 0 and <= 1 ? number : null;
    }

    private static double? ParseDouble(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static long? ParseLong(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
