using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios;

/// <summary>
/// Reads a declared search space: for each algorithm the hyper-parameters to search, each a list of values or a range
/// <c>{ from, to, scale: linear|log, whole: true }</c>.
/// </summary>
public static class SearchSpaceReader
{
    private const int MostValues = 50;
    private static readonly string[] s_scales = ["linear", "log"];

    /// <param name="place">Where the text comes from, for messages.</param>
    /// <param name="trainers">The algorithms that there are.</param>
    /// <exception cref="PresageException">A mistake, with place, line and column and what was expected.</exception>
    public static DeclaredSpace Read(string yaml, string place, TrainerCatalog trainers)
    {
        var source = new YamlSource(place, "space", $"Name an algorithm, such as {Trainers.GradientBoosting}, and what to search of it");
        return new DeclaredSpace(
            Each(YamlText.Root(yaml, source), trainers.Names, (algorithm, value) => Algorithm(value, trainers.Create(algorithm))));
    }

    private static DeclaredAlgorithm Algorithm(YamlValue value, ITrainer trainer) =>
        new(trainer.Algorithm, Each(value, [.. trainer.Defaults.Keys], (name, item) => Parameter(name, item, trainer)));

    /// <summary>The entries of a mapping that has some of the names and at least one.</summary>
    private static IReadOnlyList<T> Each<T>(YamlValue value, IReadOnlyList<string> names, Func<string, YamlValue, T> read)
    {
        var section = value.Section(names);
        return section.Keys.Count > 0
            ? [.. section.Keys.Select(name => read(name, section[name]))]
            : throw value.Wrong($"{value.Path} names nothing to search", $"Name one of {string.Join(", ", names)}");
    }

    private static HyperParameter Parameter(string name, YamlValue value, ITrainer trainer)
    {
        var parameter = value.IsList ? Listed(name, value) : Range(name, value);
        try
        {
            parameter.Check(trainer);
            return parameter;
        }
        catch (PresageException mistake)
        {
            throw value.Wrong(mistake.Message.TrimEnd('.'), mistake.Remedy.TrimEnd('.'));
        }
    }

    private static HyperParameter Listed(string name, YamlValue value)
    {
        double[] values = [.. value.NonEmptyItems().Select(item => item.Number())];
        return values.Length <= MostValues
            ? new HyperParameter(name, values.Min(), values.Max(), Values: values)
            : throw value.Wrong($"{value.Path} has {values.Length} values", $"Write at most {MostValues}, or a range");
    }

    private static HyperParameter Range(string name, YamlValue value)
    {
        var section = value.Section("from", "to", "scale", "whole");
        var (low, high) = (section["from"].Number(), section["to"].Number());
        if (low >= high)
            throw value.Wrong(
                $"{value.Path} begins at {section["from"].Text()} and ends at {section["to"].Text()}", "Write the lower end as from");

        var isLogarithmic = section.Optional("scale")?.OneOf(s_scales, "a scale") == 1;
        if (isLogarithmic && low <= 0)
            throw section["from"].Wrong(
                $"{value.Path} is searched by ratios and begins at {section["from"].Text()}", "Begin above zero, or write scale: linear");

        var isWhole = section.Optional("whole")?.IsTrue() ?? false;
        return isWhole && (low != Math.Floor(low) || high != Math.Floor(high))
            ? throw value.Wrong($"{value.Path} is whole, but its ends are not", "Write whole numbers as from and to")
            : new HyperParameter(name, low, high, isLogarithmic, isWhole);
    }
}
