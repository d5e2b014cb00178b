using System.Globalization;
using Presage.Engine;
using Presage.Scenarios.Keys;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Presage.Scenarios.Yaml;

/// <summary>One value of a document with its place and its path, such as <c>features.windows[2]</c>.</summary>
public readonly struct YamlValue(YamlNode node, YamlSource source, string path)
{
    public string Path => path;

    public PresageException Wrong(string wrong, string expected) => Mistake.At(source, node.Start, wrong, expected);

    /// <summary>A mistake in the middle of a text, so many characters from its beginning.</summary>
    public PresageException WrongAt(int offset, string wrong, string expected)
    {
        var (start, quotes) = (node.Start, node is YamlScalarNode { Style: ScalarStyle.Plain } ? 0 : 1);
        return node is YamlScalarNode && start.Line == node.End.Line
            ? Mistake.At(source, new Mark(start.Index + quotes + offset, start.Line, start.Column + quotes + offset), wrong, expected)
            : Wrong(wrong, expected);
    }

    public string Text()
    {
        if (node is not YamlScalarNode scalar)
            throw Wrong($"{path} is {Kind()}", "Write a single text there");
        return string.IsNullOrWhiteSpace(scalar.Value) ? throw Wrong($"{path} is empty", "Write a text there") : scalar.Value;
    }

    public double Number()
    {
        var text = Text();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong($"{path} is '{text}', which is not a number", "Write a number such as 12.5");
    }

    public double Number(double minimum, double maximum)
    {
        var number = Number();
        return number >= minimum && number <= maximum
            ? number
            : throw Wrong(
                $"{path} is {Text()}", string.Create(CultureInfo.InvariantCulture, $"Write a number from {minimum} to {maximum}"));
    }

    public double NumberFromZero() =>
        Number() is >= 0 and var number ? number : throw Wrong($"{path} is {Text()}", "Write a number of at least 0");

    public int Whole(int minimum, int maximum)
    {
        var text = Text();
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= minimum && number <= maximum
            ? number
            : throw Wrong($"{path} is '{text}'", $"Write a whole number from {minimum} to {maximum}");
    }

    public bool IsTrue() => Text() switch
    {
        "true" => true,
        "false" => false,
        var text => throw Wrong($"{path} is '{text}'", "Write true or false"),
    };

    public TimeSpan Duration()
    {
        var duration = DurationFromZero();
        return duration > TimeSpan.Zero ? duration : throw Wrong($"{path} is {Text()}", "Write a duration longer than zero, such as 12h");
    }

    public TimeSpan DurationFromZero()
    {
        var text = Text();
        return Durations.TryParse(text, out var duration)
            ? duration
            : throw Wrong($"{path} is '{text}', which is not a duration", "Write a number and a unit, such as 30m, 12h or 3.5d");
    }

    public DateTime Time()
    {
        var text = Text();
        return Times.TryParse(text, out var time)
            ? time
            : throw Wrong($"{path} is '{text}', which is not a time", "Write a time in UTC such as 2015-01-01 06:00:00");
    }

    /// <summary>The position of the value's text among names that the scenario has defined.</summary>
    public int OneOf(IReadOnlyList<string> names, string kind)
    {
        var text = Text();
        for (var i = 0; i < names.Count; i++)
            if (names[i] == text)
                return i;
        throw Wrong(
            $"{path} is '{text}', which is not {kind}",
            names.Count == 0 ? "The scenario has none" : $"Write one of {string.Join(", ", names)}");
    }

    /// <summary>Whether it is a single value without quotes, which may be meant as something else than a text.</summary>
    public bool IsPlain => node is YamlScalarNode { Style: ScalarStyle.Plain };

    public bool IsList => node is YamlSequenceNode;

    public bool IsMapping => node is YamlMappingNode;

    public IReadOnlyList<YamlValue> Items()
    {
        if (node is not YamlSequenceNode list)
            throw Wrong($"{path} is {Kind()}", "Write a list there");

        var values = new YamlValue[list.Children.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = new YamlValue(list.Children[i], source, $"{path}[{i + 1}]");
        return values;
    }

    public IReadOnlyList<YamlValue> NonEmptyItems() =>
        Items() is { Count: > 0 } items ? items : throw Wrong($"{path} is empty", "Write at least one entry");

    /// <summary>A list of different texts.</summary>
    public IReadOnlyList<string> Names()
    {
        var seen = new HashSet<string>();
        return [.. NonEmptyItems().Select(item => item.New(item.Text(), seen))];
    }

    /// <summary>Refuses a name that was seen before.</summary>
    public string New(string name, HashSet<string> seen) =>
        seen.Add(name) ? name : throw Wrong(
            !seen.Contains(name, StringComparer.Ordinal)
                ? $"the name '{name}' is used twice: names of columns are read without regard to case"
                : $"the name '{name}' is used twice",
            "Give each its own name");

    /// <summary>Two values, the first below the second.</summary>
    public (YamlValue Low, YamlValue High) Pair() =>
        Items() is [var low, var high] ? (low, high) : throw Wrong($"{path} does not have two values", "Write [lowest, highest]");

    public (double Low, double High) Range()
    {
        var (low, high) = Pair();
        var (minimum, maximum) = (low.Number(), high.Number());
        return minimum < maximum
            ? (minimum, maximum)
            : throw Wrong($"{path} begins at {low.Text()} and ends at {high.Text()}", "Write [lowest, highest] with the lowest first");
    }

    /// <summary>The value as a mapping that has no other keys than these.</summary>
    public YamlSection Section(IReadOnlyList<YamlKey> keys) => Section(YamlKey.NamesOf(keys));

    /// <summary>The value as a mapping that has no other keys than these.</summary>
    public YamlSection Section(params IReadOnlyList<string> keys) =>
        node is YamlMappingNode mapping
            ? new YamlSection(this, mapping, source, keys)
            : throw Wrong($"{path} is {Kind()}", $"Write a mapping with {string.Join(", ", keys)}");

    /// <summary>The keys of a mapping of freely chosen keys, with their values, in their order.</summary>
    public IReadOnlyList<(YamlValue Key, YamlValue Value)> Entries()
    {
        if (node is not YamlMappingNode mapping)
            throw Wrong($"{path} is {Kind()}", "Write a mapping there");

        var entries = new List<(YamlValue, YamlValue)>();
        foreach (var (key, value) in mapping.Children)
            entries.Add((
                new YamlValue(key, source, $"a key of {path}"),
                new YamlValue(value, source, path == source.Root ? $"{key}" : $"{path}.{key}")));
        return entries;
    }

    /// <summary>The same as a whole document of another kind.</summary>
    public YamlValue As(YamlSource other) => new(node, other, other.Root);

    /// <summary>Lines and columns of the keys' values, by path; those within lists are not told apart.</summary>
    public Dictionary<string, (long Line, long Column)> Places()
    {
        var places = new Dictionary<string, (long Line, long Column)>();
        Collect(node, "", places);
        return places;
    }

    private static void Collect(YamlNode node, string path, Dictionary<string, (long Line, long Column)> places)
    {
        if (node is not YamlMappingNode mapping)
            return;

        foreach (var (key, value) in mapping.Children)
        {
            var name = path.Length == 0 ? $"{key}" : $"{path}.{key}";
            places[name] = (value.Start.Line, value.Start.Column);
            Collect(value, name, places);
        }
    }

    private string Kind() => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: null or "" } => "empty",
        _ => "a single value",
    };
}
