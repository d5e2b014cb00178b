using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML;

namespace Presage.Hosting;

/// <summary>
/// Every learning algorithm of Presage. Naming one loads nothing; the libraries of others are loaded when one of theirs is created.
/// </summary>
public static class InstalledTrainers
{
    public static TrainerCatalog Catalog { get; } = TrainerCatalog.Own.With(MicrosoftMLAlgorithms.All);
}
