using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>The sweep that a request to train asks for: the same in every process, since it follows from the request alone.</summary>
public static class SweepRequest
{
    /// <summary>A message stays small.</summary>
    private const int LongestSpace = 4_000;

    public static Sweep Of(Run run, TrainerCatalog trainers) => Of(Json.Read<StartTraining>(run.Request), trainers);

    /// <param name="scope">What fixed hyper-parameters may refer to, where it is known.</param>
    /// <exception cref="PresageException">Something is impossible or does not go together.</exception>
    public static Sweep Of(StartTraining request, TrainerCatalog trainers, ParameterScope? scope = null)
    {
        SplitKinds.Check(request.Split);
        return Sweep.Of(SettingsOf(request, trainers) with { Scope = scope }, trainers);
    }

    private static SweepSettings SettingsOf(StartTraining request, TrainerCatalog trainers) => new(
        request.Algorithm, request.Search, request.Trials, request.BudgetSeconds, request.Folds, request.Set,
        SpaceOf(request.Space, trainers), request.Seed);

    private static DeclaredSpace? SpaceOf(string? yaml, TrainerCatalog trainers) => yaml switch
    {
        null => null,
        { Length: > LongestSpace } => throw new PresageException(
            ErrorKind.Invalid, "bad-space", $"The space is {yaml.Length:N0} characters long.",
            $"Declare it in {LongestSpace:N0} characters, without comments."),
        _ => SearchSpaceReader.Read(yaml, "space", trainers),
    };
}
