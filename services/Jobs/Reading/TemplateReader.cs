using System.Text.RegularExpressions;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;
using Presage.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Reads templates; every name must be known.</summary>
internal static partial class TemplateReader
{
    private const string Open = "{{";
    private const string Close = "}}";

    public static Template Read(YamlValue value, TemplateScope scope)
    {
        if (value.IsMapping)
            throw value.Wrong($"{value.Path} is a mapping", "Write a text, and double braces in quotes, such as \"{{interval.from}}\"");

        var text = value.Text();
        var parts = new List<TemplatePart>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf(Open, at, StringComparison.Ordinal);
            var end = open < 0 ? text.Length : open;
            if (end > at)
                parts.Add(Literal(value, text, at, end));
            if (open < 0)
                break;

            var inside = open + Open.Length;
            var close = text.IndexOf(Close, inside, StringComparison.Ordinal);
            var next = text.IndexOf(Open, inside, StringComparison.Ordinal);
            if (close < 0 || (next >= 0 && next < close))
                throw value.WrongAt(open, $"{value.Path} has {Open} without {Close} after it", $"Close it with {Close}");

            parts.Add(Name(value, scope, text[inside..close], inside));
            at = close + Close.Length;
        }

        return new Template(text, parts);
    }

    /// <summary>One end of the interval, which is what a step takes that is not told otherwise.</summary>
    public static Template OfInterval(string text) => new(text, [new NamePart(text.Trim('{', '}').Split('.'), TimeSpan.Zero)]);

    private static LiteralPart Literal(YamlValue value, string text, int start, int end)
    {
        var literal = text[start..end];
        var close = literal.IndexOf(Close, StringComparison.Ordinal);
        if (close >= 0)
            throw value.WrongAt(start + close, $"{value.Path} has {Close} without {Open} before it", $"Open it with {Open}");
        if (SingleBraces().Match(literal) is { Success: true } single)
            throw value.WrongAt(
                start + single.Index, $"{value.Path} has '{single.Value}' in single braces", $"Write {{{single.Value}}} with two of each");
        return new LiteralPart(literal);
    }

    private static NamePart Name(YamlValue value, TemplateScope scope, string inside, int offset)
    {
        var match = Place().Match(inside);
        if (!match.Success)
            throw value.WrongAt(
                offset, $"{value.Path} has '{inside.Trim()}' in double braces",
                "Write a name there, such as interval.to, and for times a duration to add or to take away, such as interval.to - 7d");

        var name = match.Groups["name"];
        string[] path = name.Value.Split('.');
        if (!scope.Names.Contains(name.Value))
            throw Unknown(value, scope, path, offset + name.Index);

        var shift = TimeSpan.Zero;
        foreach (var (sign, duration) in match.Groups["sign"].Captures.Zip(match.Groups["duration"].Captures))
        {
            if (!Durations.TryParse(duration.Value, out var span))
                throw value.WrongAt(
                    offset + duration.Index, $"{value.Path} has '{duration.Value}', which is not a duration",
                    "Write a number and a unit, such as 30m, 12h or 3.5d");
            shift += sign.Value == "-" ? -span : span;
        }

        var parameter = scope.Parameter(path);
        var isTime = path[0] == TemplateNames.Interval || parameter?.Type == ParameterType.Time;
        if (match.Groups["sign"].Success && !isTime)
            throw value.WrongAt(
                offset + match.Groups["sign"].Captures[0].Index, $"{value.Path} adds a duration to {name.Value}, which is not a time",
                "Remove the duration, or name a time");
        return new NamePart(path, shift, parameter?.Type == ParameterType.List);
    }

    private static PresageException Unknown(YamlValue value, TemplateScope scope, string[] path, int offset)
    {
        var name = string.Join('.', path);
        var wrong = $"{value.Path} names '{name}', which is not known to {scope.Owner}";
        if (Unspaced().Match(name) is { Success: true } unspaced)
            return value.WrongAt(offset, wrong, $"Write spaces around the minus: {unspaced.Groups[1]} - {unspaced.Groups[2]}");
        if (path is [TemplateNames.Item] && scope.HasRun)
            return value.WrongAt(offset, wrong, "Only steps with for-each have an item");
        if (path is [TemplateNames.Steps, var step, ..] && scope.HasRun && scope.AllSteps.Contains(step))
            return value.WrongAt(offset, wrong, OfStep(scope, step));
        if (Nearest.To(name, scope.Names) is { } near)
            return value.WrongAt(offset, wrong, $"Did you mean '{near}'?");

        var same = scope.Names.Where(known => known.StartsWith($"{path[0]}.", StringComparison.Ordinal)).ToList();
        var known = same.Count > 0 ? same : [.. scope.Names];
        return value.WrongAt(
            offset, wrong, known.Count > 0 ? $"Write one of {string.Join(", ", known)}" : "Declare it under parameters first");
    }

    private static string OfStep(TemplateScope scope, string step) => !scope.Steps.TryGetValue(step, out var named)
        ? $"Add {step} to what it needs, so that it has ended by then"
        : named.IsForEach
            ? $"{step} is done for each of a list and has no outputs of its own"
            : $"The step {step} has {string.Join(", ", StepKinds.OutputsOf(named.Kind))}";

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z][\w-]*(\.[\w-]+)*)(\s*(?<sign>[+-])\s*(?<duration>[\w.]+))*\s*$")]
    private static partial Regex Place();

    [GeneratedRegex(@"\{\s*((interval|parameters|steps)\.[^{}]*|item|job|run)\s*\}")]
    private static partial Regex SingleBraces();

    [GeneratedRegex(@"^(.+?)-(\d+(\.\d+)?[smhd])$")]
    private static partial Regex Unspaced();
}
