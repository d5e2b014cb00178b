using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

internal static class ParametersSection
{
    private const int Longest = 40;

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new(
            "type", $"one of {string.Join(", ", Words.Of<ParameterType>())}", "What its values are.", "whole", "text")
            { DefaultInWords = "that of `default`, otherwise `text`" },
        new(
            "default", "a value, or a list", "Its value when whoever starts the job gives none. Without it a value must be given.", "3",
            YamlKey.None),
        new("description", "a text", "What it is, for people.", "How many candidates are tried.", YamlKey.None),
    ];

    public static IReadOnlyList<ParameterDefinition> Read(YamlValue? value) =>
        value is { } parameters ? [.. parameters.Entries().Select(entry => One(entry.Key, entry.Value))] : [];

    private static ParameterDefinition One(YamlValue key, YamlValue value)
    {
        var name = NameText.Check(key, key.Text(), Longest, "dataset");
        if (!value.IsMapping)
            return new ParameterDefinition(name, TypeOf(value), Default(value, TypeOf(value)));

        var section = value.Section(Keys);
        var given = section.Optional("default");
        var type = section.Optional("type")?.Word<ParameterType>() ?? (given is { } known ? TypeOf(known) : ParameterType.Text);
        return new ParameterDefinition(
            name, type, given is { } text ? Default(text, type) : null, section.Optional("description")?.Text() ?? "");
    }

    /// <summary>What a value is meant as: in quotes it is a text.</summary>
    private static ParameterType TypeOf(YamlValue value)
    {
        if (value.IsList)
            return ParameterType.List;
        if (!value.IsPlain)
            return ParameterType.Text;

        ParameterType[] narrowest =
            [ParameterType.Truth, ParameterType.Whole, ParameterType.Number, ParameterType.Time, ParameterType.Duration];
        var text = value.Text();
        return narrowest.Where(type => ParameterValues.Normalised(type, text) is not null)
            .Append(ParameterType.Text).First();
    }

    private static string Default(YamlValue value, ParameterType type)
    {
        if (type == ParameterType.List)
            return ListText.Join(value.Items().Select(Entry));

        var text = value.Text();
        if (text.Contains("{{", StringComparison.Ordinal))
            throw value.Wrong($"{value.Path} has double braces", "Write the value itself: a default names nothing else");
        return ParameterValues.Normalised(type, text) ?? throw value.Wrong(
            $"{value.Path} is '{text}', which does not fit the type {Words.Of(type)}", ParameterValues.Expected(type));
    }

    private static string Entry(YamlValue entry)
    {
        var text = entry.Text();
        return text.Contains(',', StringComparison.Ordinal) || text.Contains("{{", StringComparison.Ordinal)
            ? throw entry.Wrong($"{entry.Path} is '{text}'", "Write an entry without commas and braces")
            : text.Trim();
    }
}
