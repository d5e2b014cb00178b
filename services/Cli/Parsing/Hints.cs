using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Presage.Contracts.Api;

namespace Presage.Cli.Parsing;

/// <summary>
/// The commands that carry out an error's remedy, by the error's code. What is beneath the command line says in the words of the domain
/// what to do; that it is done with a command, and with which, is known only here.
/// </summary>
internal static partial class Hints
{
    /// <summary>
    /// Words in capitals are arguments: those that the failed command has, or the run that the error names, are filled in.
    /// </summary>
    private static readonly Dictionary<string, string[]> ByCode = new()
    {
        ["address-in-use"] = ["--urls URL"],
        ["being-deleted"] = ["presage datasets delete DATASET", "presage results delete RESULTS"],
        ["backfill-state"] = ["presage jobs show JOB"],
        ["bad-hash"] = ["presage jobs backfill JOB --from A --to B --select missing --plan"],
        ["cancelled"] = ["presage runs retry RUN"],
        ["catch-up-needed"] = ["presage jobs resume JOB --catch-up all"],
        ["dataset-in-use"] = ["presage runs list --dataset DATASET --state running"],
        ["error-budget"] = ["--error-budget SHARE"],
        ["features-gone"] = ["presage runs retry RUN"],
        ["file-exists"] = ["--force"],
        ["files-unnumbered"] = ["presage retract DATASET --run RUN"],
        ["internal-error"] = ["--verbose"],
        ["job-run-ended"] = ["presage jobs show JOBRUN"],
        ["job-run-failed"] = ["presage jobs show JOBRUN", "presage jobs repair JOBRUN"],
        ["job-running"] = ["presage jobs show JOB", "presage jobs cancel JOBRUN"],
        ["model-in-use"] = ["presage results delete RESULTS"],
        ["model-is-champion"] = ["presage models promote NAME@VERSION --reason TEXT"],
        ["no-backup"] = ["presage store backup FILE"],
        ["no-champion"] = ["presage models promote NAME@VERSION --reason TEXT"],
        ["no-earlier-champion"] = ["presage models promote"],
        ["no-prediction"] = ["presage predictions RESULTS"],
        ["no-predictions"] = ["presage score DATASET --from A --to B --results RESULTS"],
        ["no-queue"] = ["presage topology deploy"],
        ["no-row-taken"] = ["presage quarantine readmit DATASET"],
        ["no-store"] = ["presage ingest DATASET PATH", "--data DIR"],
        ["no-telemetry"] = ["presage ingest DATASET PATH"],
        ["not-ingested"] = ["presage runs list --dataset DATASET --kind ingest"],
        ["no-version"] = ["presage models list"],
        ["not-redrivable"] = ["presage faults discard FAULT"],
        ["other-store"] = ["presage topology deploy --adopt"],
        ["queue-differs"] = ["presage topology deploy"],
        ["range-outside-data"] = ["presage datasets show DATASET"],
        ["results-gone"] = ["presage runs retry RUN"],
        ["results-in-use"] = ["presage runs watch RUN", "presage runs cancel RUN"],
        ["run-ended"] = ["presage runs show RUN"],
        ["run-out-of-sight"] = ["presage runs watch RUN"],
        ["run-running"] = ["presage runs watch RUN", "presage runs cancel RUN"],
        ["same-running"] = ["presage runs watch RUN"],
        ["set-without-algorithm"] = ["--algorithm NAME"],
        ["store-exists"] = ["--force"],
        ["store-gone"] = ["presage store restore FILE"],
        ["store-rules"] = ["presage topology deploy"],
        ["stuck"] = ["presage runs retry RUN"],
        ["unknown-alarm"] = ["presage alarms list"],
        ["unknown-connection"] = ["presage connections list", "presage connections apply FILE"],
        ["unknown-dataset"] = ["presage datasets list", "presage ingest DATASET PATH"],
        ["unknown-delivery"] = ["presage deliveries list"],
        ["unknown-fault"] = ["presage faults list"],
        ["unknown-job"] = ["presage jobs list", "presage jobs apply FILE"],
        ["unknown-job-run"] = ["presage jobs list"],
        ["unknown-model"] = ["presage models list", "presage train DATASET --from A --to B"],
        ["unknown-results"] = ["presage results list", "presage score DATASET --from A --to B --results RESULTS"],
        ["unknown-run"] = ["presage runs list"],
        ["unknown-scenario"] = ["presage scenarios list"],
        ["unknown-subject"] = ["presage results list", "presage runs list"],
        ["unknown-version"] = ["presage models list"],
        ["unwritable-file"] = ["--out FILE"],
    };

    /// <summary>Options by the words of a remedy, where not every error with its code is mended by them.</summary>
    private static readonly Dictionary<string, string> ByWords = new()
    {
        ["Name the scenario that describes"] = "--scenario FILE",
    };

    /// <summary>Every command that is ever named.</summary>
    public static IEnumerable<string> Commands => ByCode.Values.SelectMany(commands => commands).Distinct();

    /// <summary>The remedy with the commands that carry it out; the remedy alone where none is known, or it names them itself.</summary>
    /// <param name="run">The run that the error is about; null when it is about none.</param>
    /// <param name="values">Those of the command that failed.</param>
    public static string Complete(string remedy, string code, string? run, CommandResult values) =>
        Complete(remedy, code, name => name is "RUN" or "JOBRUN" && run is not null ? run : ValueOf(values, name));

    /// <summary>What a notice says, with the option that keeps one from it.</summary>
    public static string Complete(Notice notice) => notice.Code == "readings-replaced"
        ? $"{notice.Message} With --new-machines such files are refused before anything is stored."
        : notice.Message;

    /// <inheritdoc cref="Complete(string, string, string?, CommandResult)"/>
    public static string Complete(string remedy, string code, Func<string, string?> valueOf)
    {
        var option = ByWords.FirstOrDefault(option => remedy.Contains(option.Key, StringComparison.Ordinal)).Value;
        var commands = option is null ? ByCode.GetValueOrDefault(code) : [option];
        if (commands is null || remedy.Contains("presage ", StringComparison.Ordinal))
            return remedy;

        var known = commands
            .Select(command => Word().Replace(command, match => valueOf(match.Value) ?? match.Value))
            .Where(command => !NeedsRun(command));
        var hint = string.Join(", or ", known);
        return hint.Length == 0 ? remedy : $"{remedy} Try: {hint}.".TrimStart();
    }

    /// <summary>Null where the command has no such argument, or several.</summary>
    private static string? ValueOf(CommandResult values, string argument)
    {
        var given = values.Children.OfType<ArgumentResult>().FirstOrDefault(result => result.Argument.Name == argument);
        return given?.Tokens is [{ Value: var value }] ? value : null;
    }

    /// <summary>A command about a run helps only where the run is known.</summary>
    private static bool NeedsRun(string command) => command.EndsWith("RUN", StringComparison.Ordinal);

    [GeneratedRegex(@"\b[A-Z]{2,}\b")]
    private static partial Regex Word();
}
