namespace Presage.Contracts;

/// <summary>Command, public: train a model on the range (From, To]. May be published as plain JSON; only Dataset, From and To are required.</summary>
/// <param name="Model">Registry name; by default the data set's name.</param>
/// <param name="Algorithm">Null lets the sweep choose.</param>
/// <param name="HorizonHours">Label horizon in hours; null takes the scenario's.</param>
/// <param name="Trials">Number of trials; null takes the default sweep.</param>
/// <param name="AsOf">Only records known at this moment count; null means now.</param>
public sealed record StartTraining(
    string? RunId, string Dataset, DateTime From, DateTime To, string? Model = null, string? Algorithm = null, string? Preset = null,
    double? HorizonHours = null, int? Trials = null, long Seed = 1, DateTime? AsOf = null) : IRunMessage;
