namespace Presage.Contracts;

/// <summary>Command, public: train a model on the range (From, To]. May be published as plain JSON; only Dataset, From and To are required.</summary>
/// <param name="Model">Registry name; by default the data set's name.</param>
/// <param name="Algorithm">Null lets the sweep choose.</param>
/// <param name="HorizonHours">Label horizon in hours; null takes the scenario's.</param>
/// <param name="Trials">Number of trials; null takes as many as go with the search.</param>
/// <param name="AsOf">Only records known at this moment count; null means now.</param>
/// <param name="Search">random or halving; null is a small random search.</param>
/// <param name="BudgetSeconds">Time after which no trial starts any more.</param>
/// <param name="Folds">Number of rolling-origin folds to judge trials by; null judges by the calibration block.</param>
/// <param name="Set">Hyper-parameters of the algorithm that every trial has.</param>
/// <param name="Space">YAML that declares what is searched; null searches what is worth a try.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
public sealed record StartTraining(
    string? RunId, string Dataset, DateTime From, DateTime To, string? Model = null, string? Algorithm = null, string? Preset = null,
    double? HorizonHours = null, int? Trials = null, long Seed = 1, DateTime? AsOf = null,
    string? Search = null, double? BudgetSeconds = null, int? Folds = null, IReadOnlyDictionary<string, double>? Set = null, string? Space = null,
    int? SchemaVersion = null) : IRunMessage;
