using System.CommandLine;
using Presage.Engine.Features;
using Presage.Scenarios;

namespace Presage.Cli.Parsing;

/// <summary>Arguments and options that several commands have.</summary>
internal static class CommandOptions
{
    public static Argument<string> Dataset() => new("DATASET") { Description = "Name of the data set." };

    /// <summary>A filter of lists.</summary>
    public static Option<string?> OfDataset() => new("--dataset") { Description = "Only those of this data set.", HelpName = "NAME" };

    public static Argument<string> Results() => new("RESULTS") { Description = "Name of the result set." };

    public static Option<string> Out(string description, bool required = true) => new("--out")
    {
        Description = description,
        HelpName = "FILE",
        Required = required,
    };

    public static Option<string?> Preset() => Choice("--preset", "Feature preset.", FeaturePresets.Names);

    /// <summary>An option with few possible values.</summary>
    public static Option<string?> Choice(string name, string description, IReadOnlyList<string> values)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join("|", values) };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !values.Contains(text))
                UsageErrors.AddError(
                    result, $"'{text}' is not a value of {name}.",
                    Nearest.To(text, values) is { } near ? $"Did you mean '{near}'?" : $"Use one of: {string.Join(", ", values)}.");
        });
        return option;
    }
}
