using System.CommandLine;
using System.CommandLine.Parsing;
using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting.Runs;
using Presage.Scenarios;

namespace Presage.Cli.Parsing;

/// <summary>The options of a command that say how hyper-parameters are found.</summary>
/// <param name="trainers">The algorithms that there are.</param>
internal sealed class SweepOptions(TrainerCatalog trainers)
{
    private readonly Option<string?> _algorithm = CommandOptions.Choice(
        "--algorithm", "Learning algorithm; by default a sweep chooses.", trainers.Names);
    private readonly Option<string?> _search = CommandOptions.Choice(
        "--search", "Search over hyper-parameters; halving tries many on few machines and the best of them on all.",
        SearchMethods.Names);
    private readonly Option<int?> _trials = ValueOptions.Count("--trials", "Number of candidates to try.");
    private readonly Option<double?> _budget = ValueOptions.Seconds(
        "--budget", "Time after which no trial starts any more, such as 90s or 10m.");
    private readonly Option<int?> _folds = ValueOptions.Count(
        "--folds", "Judge trials by so many folds of growing length in time, instead of by the calibration block.");
    private readonly Option<IReadOnlyDictionary<string, double>?> _set = ValueOptions.Numbers(
        "--set", "Hyper-parameter that every trial has; may be given several times.", "--set leaves=31");
    private readonly Option<string?> _space = new("--space")
    {
        Description = "YAML file that declares the hyper-parameters to search, by algorithm.",
        HelpName = "FILE",
        CustomParser = result => ParseSpace(result, trainers),
    };

    /// <summary>Adds the options to a command; what does not go together is wrong usage.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _algorithm, _search, _trials, _budget, _folds, _set, _space })
            command.Add(option);

        command.Validators.Add(Check);
    }

    /// <summary>The request with what the options say.</summary>
    public StartTraining Fill(StartTraining request, CommandResult values) => request with
    {
        Algorithm = values.GetValue(_algorithm),
        Search = values.GetValue(_search),
        Trials = values.GetValue(_trials),
        BudgetSeconds = values.GetValue(_budget),
        Folds = values.GetValue(_folds),
        Set = values.GetValue(_set),
        Space = values.GetValue(_space),
    };

    private void Check(CommandResult values)
    {
        try
        {
            SweepRequest.Of(Fill(new StartTraining(null, "", default, default), values), trainers);
        }
        catch (PresageException mistake)
            when (!mistake.Code.StartsWith("unknown-", StringComparison.Ordinal) || mistake.Code == "unknown-parameter")
        {
            values.AddError(mistake.Message, Hints.Complete(mistake.Remedy, mistake.Code, null, values));
        }
        catch (Exception exception) when (exception is PresageException or InvalidOperationException)
        {
            // A value is none of those that its option has, which the option itself tells.
        }
    }

    /// <summary>The text of the file, once it is known to be a space.</summary>
    private static string? ParseSpace(ArgumentResult result, TrainerCatalog trainers)
    {
        var file = result.Tokens[^1].Value;
        try
        {
            var text = YamlFile.Read(file, "search-space");
            SearchSpaceReader.Read(text, file, trainers);
            return text;
        }
        catch (PresageException mistake)
        {
            result.AddError(mistake.Message, mistake.Remedy);
        }
        catch (ArgumentException)
        {
            result.AddError($"The file '{file}' of --space cannot be read.", "Name a YAML file that declares the search space.");
        }

        return null;
    }
}
