using System.Globalization;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;
using Presage.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>A kind of value that is a template, checked as far as it is known when it is read.</summary>
/// <param name="Fits">Whether a filled text can be used.</param>
/// <param name="Expected">What is to be written, as a sentence without its full stop.</param>
internal sealed record Argument(Func<string, bool> Fits, string Expected)
{
    public static readonly Argument Any = new(_ => true, "Write a text");

    public static readonly Argument Name = new(
        NameText.IsPlain, "Write 1 to 100 letters, digits, dots, dashes and underscores, beginning with a letter or digit");

    public static readonly Argument Model = new(IsModel, "Write NAME, NAME@VERSION or NAME@champion");

    public static readonly Argument Time = new(
        text => Times.TryParse(text, out _), "Write a time in UTC such as 2015-01-01T06:00:00Z, or one such as {{interval.to - 7d}}");

    public static readonly Argument Duration = new(
        text => Durations.TryParse(text, out var duration) && duration > TimeSpan.Zero,
        "Write a number and a unit, such as 30m, 12h or 3.5d");

    public static readonly Argument Truth = new(text => text is "true" or "false", "Write true or false");

    public static readonly Argument File = new(IsFile, "Write a relative path below the folder for outputs, such as {{run}}.html");

    public static Argument Whole(long minimum, long maximum) => new(
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum,
        $"Write a whole number from {minimum} to {maximum}");

    public static Argument Number(double minimum, double maximum) => new(
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum,
        string.Create(CultureInfo.InvariantCulture, $"Write a number from {minimum} to {maximum}"));

    public static Argument OneOf(params string[] words) => new(words.Contains, $"Write one of {string.Join(", ", words)}");

    /// <summary>A single value.</summary>
    public Template Read(YamlValue value, TemplateScope scope)
    {
        var template = TemplateReader.Read(value, scope);
        if (template.Only is { IsList: true })
            throw value.Wrong($"{value.Path} is a list, {template.Text}", "Name a parameter that is a single value, or use for-each");

        Check(value, template, scope);
        return template;
    }

    /// <summary>A value that may be a list parameter, which stands for its entries.</summary>
    public Template ReadEntry(YamlValue value, TemplateScope scope)
    {
        var template = TemplateReader.Read(value, scope);
        Check(value, template, scope);
        return template;
    }

    private void Check(YamlValue value, Template template, TemplateScope scope)
    {
        if (template.Parts.Count > 1 && template.Parts.Any(part => part is NamePart { IsList: true }))
            throw value.Wrong($"{value.Path} has a list within a text", "Name a parameter that is a single value there");

        foreach (var sample in Samples.Of(scope, template))
            foreach (var text in template.FillAll(sample))
                if (!Fits(text))
                    throw Misfit(value, template, text);
    }

    private PresageException Misfit(YamlValue value, Template template, string text) => value.Wrong(
        template.IsLiteral ? $"{value.Path} is '{text}'" : $"{value.Path} is '{template.Text}', which would be '{text}'", Expected);

    private static bool IsModel(string text) => text.Split('@') switch
    {
        [var name] => NameText.IsPlain(name),
        [var name, "champion"] => NameText.IsPlain(name),
        [var name, var version] => NameText.IsPlain(name)
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0,
        _ => false,
    };

    private static bool IsFile(string text) =>
        !Path.IsPathRooted(text) && !text.Contains('\\', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal)
        && text.Split('/').All(part => part is not ("" or "." or ".."));
}
