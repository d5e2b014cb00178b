namespace Presage.Contracts;

/// <summary>
/// Command, public: train a model on the range (From, To]. May be published as plain JSON; only Dataset, From and To are required.
/// </summary>
/// <param name="Model">Registry name; by default the data set's name.</param>
/// <param name="Algorithm">Null lets the sweep choose.</param>
/// <param name="HorizonHours">Label horizon in hours; null takes the scenario's.</param>
/// <param name="Trials">Number of trials; null takes as many as go with the search.</param>
/// <param name="AsOf">Only records known at this moment count; null means now.</param>
/// <param name="Search">random or halving; null trains the defaults of the named algorithm, or compares those of three.</param>
/// <param name="BudgetSeconds">Time after which no trial starts any more.</param>
/// <param name="Folds">Number of rolling-origin folds to judge trials by; null judges by the calibration block.</param>
/// <param name="Set">Hyper-parameters of the algorithm that every trial has.</param>
/// <param name="Space">YAML that declares what is searched; null searches what is worth a try.</param>
/// <param name="Split">time, machine or both: what tells the training, calibration and test block apart; null chooses by rule.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
/// <param name="Bulk">True has its work wait behind that of others; null leaves that to its size.</param>
public sealed record StartTraining(
    string? RunId, string Dataset, DateTime From, DateTime To, string? Model = null, string? Algorithm = null, string? Preset = null,
    double? HorizonHours = null, int? Trials = null, long Seed = 1, DateTime? AsOf = null,
    string? Search = null, double? BudgetSeconds = null, int? Folds = null, IReadOnlyDictionary<string, double>? Set = null,
    string? Space = null,
    int? SchemaVersion = null, string? Split = null, bool? Bulk = null) : IRunMessage;

/// <summary>Command: fit and judge one candidate of a training run on one fold.</summary>
/// <param name="Parameters">Hyper-parameters that differ from the algorithm's defaults.</param>
/// <param name="Rung">From 0; how much it is fitted on follows from it.</param>
/// <param name="Fold">From 0; null judges by the calibration block.</param>
public sealed record RunTrial(
    string RunId, int Slice, string Algorithm, IReadOnlyDictionary<string, double> Parameters, int Rung = 0, int? Fold = null)
        : IRunMessage;

/// <summary>Command: a rung of a training run is done; send its survivors to the next.</summary>
/// <param name="Rung">The next rung, from 1.</param>
public sealed record PlanRung(string RunId, int Rung) : IRunMessage;

/// <summary>Command: all trials are done; pick the best, calibrate, refit and register it.</summary>
public sealed record SelectModel(string RunId) : IRunMessage;

/// <summary>Event, public: a model version is in the registry.</summary>
/// <param name="Champion">Whether this version is the champion now.</param>
public sealed record ModelTrained(string RunId, string Dataset, string Model, int Version, string Algorithm, bool Champion) : IRunMessage;
