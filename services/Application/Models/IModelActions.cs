using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Models;

/// <summary>The model registry. A model is named NAME or NAME@champion for the champion, NAME@VERSION for a version.</summary>
public interface IModelActions
{
    /// <param name="name">Null lists every model.</param>
    Task<ModelList> ListAsync(string? name, PageRequest page, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-model</c>, <c>unknown-version</c>, <c>no-champion</c>.</exception>
    Task<ModelDetails> ShowAsync(string model, CancellationToken cancellation);

    /// <summary>Figures of versions on their test blocks.</summary>
    /// <param name="models">Every version when it is empty; one that is named twice counts once.</param>
    /// <exception cref="PresageException">As <see cref="ShowAsync"/>.</exception>
    Task<ComparedModels> CompareAsync(IReadOnlyList<string> models, CancellationToken cancellation);

    /// <summary>Makes a version the champion, which scores unless another is named.</summary>
    /// <param name="model">With its version.</param>
    /// <param name="reason">For the log, as <paramref name="by"/>.</param>
    /// <exception cref="PresageException"><c>no-version</c>, <c>unknown-model</c>, <c>unknown-version</c>.</exception>
    Task<ModelPromotion> PromoteAsync(string model, string reason, string by, CancellationToken cancellation);

    /// <summary>Makes the version champion again that was it before the present one.</summary>
    /// <param name="name">Without a version.</param>
    /// <param name="reason">Null says only what it was.</param>
    /// <exception cref="PresageException"><c>no-champion</c>, <c>no-earlier-champion</c>.</exception>
    Task<ModelRollback> RollBackAsync(string name, string? reason, string by, CancellationToken cancellation);

    /// <summary>What would go with a version; nothing is changed.</summary>
    /// <exception cref="PresageException">As <see cref="DeleteAsync"/>.</exception>
    Task<ModelDeletion> PlanDeletionAsync(string model, CancellationToken cancellation);

    /// <summary>Deletes a version that nobody needs. Its number is not given again.</summary>
    /// <exception cref="PresageException">
    /// <c>no-version</c>, <c>unknown-model</c>, <c>unknown-version</c>; <c>model-is-champion</c>; <c>model-in-use</c> says who needs
    /// it.
    /// </exception>
    Task<ModelDeletion> DeleteAsync(string model, CancellationToken cancellation);
}
