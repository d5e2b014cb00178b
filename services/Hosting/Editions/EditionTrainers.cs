using Presage.Engine.Learning;

namespace Presage.Hosting.Editions;

/// <summary>The learning algorithms that this edition has, and those that it knows to be in another.</summary>
public static class EditionTrainers
{
    public static TrainerCatalog Catalog { get; } = Edition.AddTrainers(TrainerCatalog.Own);
}
