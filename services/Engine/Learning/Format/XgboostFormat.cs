using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Presage.Engine.Learning;

/// <summary>
/// Writes a classifier as the JSON model of XGBoost 1.7 (its doc/model.schema and src/tree/tree_model.cc), as strict JSON and the same
/// bytes for the same model. XGBoost gives the classifier's probabilities, one a component, before calibration; what it has no place for is
/// an attribute (<see cref="XgboostAttribute"/>). docs/integrate/xgboost.md says how to use the file.
/// </summary>
internal static class XgboostFormat
{
    /// <summary>
    /// XGBoost reads five escapes, and saves others so that they mean something else; characters stay as they are wherever JSON allows it.
    /// </summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="sha256">Hash of the model's own bytes, hex.</param>
    /// <exception cref="PresageException">The algorithm is no ensemble of trees.</exception>
    public static void Write(Model model, string sha256, Stream stream)
    {
        var ensemble = XgboostEnsemble.Of(model.Classifier);
        using var writer = new Utf8JsonWriter(stream, Options);
        writer.WriteStartObject();
        writer.WriteStartObject("learner");
        writer.WriteStartObject("attributes");
        writer.WriteString(XgboostAttribute.Name, XgboostAttribute.Of(model, sha256));
        writer.WriteEndObject();
        XgboostFeatures.Write(writer, model.Columns);
        WriteBooster(writer, ensemble);
        WriteParameters(writer, ensemble, model);
        writer.WriteEndObject();
        writer.WriteStartArray("version");
        writer.WriteNumberValue(1);
        writer.WriteNumberValue(7);
        writer.WriteNumberValue(0);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteBooster(Utf8JsonWriter writer, XgboostEnsemble ensemble)
    {
        writer.WriteStartObject("gradient_booster");
        writer.WriteStartObject("model");
        writer.WriteStartObject("gbtree_model_param");
        writer.WriteString("num_parallel_tree", Text(ensemble.TreesPerRound));
        writer.WriteString("num_trees", Text(ensemble.Members.Count));
        writer.WriteString("size_leaf_vector", "0");
        writer.WriteEndObject();
        writer.WriteStartArray("tree_info");
        foreach (var member in ensemble.Members)
            writer.WriteNumberValue(member.Component);
        writer.WriteEndArray();
        writer.WriteStartArray("trees");
        foreach (var (id, member) in ensemble.Members.Index())
        {
            XgboostTreeWriter.Write(writer, id, member, ensemble.Mapper);
            // The writer holds what was not flushed.
            writer.Flush();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteString("name", "gbtree");
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, XgboostEnsemble ensemble, Model model)
    {
        writer.WriteStartObject("learner_model_param");
        writer.WriteString("base_score", ensemble.BaseScore);
        writer.WriteString("boost_from_average", "0");
        writer.WriteString("num_class", "0");
        writer.WriteString("num_feature", Text(model.Columns.Count));
        writer.WriteString("num_target", Text(model.Components.Count));
        writer.WriteEndObject();
        writer.WriteStartObject("objective");
        writer.WriteString("name", ensemble.Objective);
        writer.WriteStartObject("reg_loss_param");
        writer.WriteString("scale_pos_weight", "1");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
