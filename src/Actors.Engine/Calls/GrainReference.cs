using System.Reflection;

namespace Actors.Engine.Calls;

/// <summary>
/// What <see cref="IGrainFactory"/> hands out: an object of the grain interface that sends every call to the grain.
/// </summary>
internal class GrainReference : DispatchProxy, IGrainReference, IAddressable, IEquatable<GrainReference>
{
    private ActorEngine _engine = null!;
    private GrainInterface _interface = null!;

    public GrainId GrainId { get; private set; }

    public GrainReference CopyFor(ActorEngine engine, GrainInterface grainInterface, GrainId id)
    {
        var copy = (GrainReference)MemberwiseClone();
        copy._engine = engine;
        copy._interface = grainInterface;
        copy.GrainId = id;
        return copy;
    }

    public TGrainInterface Cast<TGrainInterface>() =>
        (TGrainInterface)(object)_engine.ReferenceTo(typeof(TGrainInterface), GrainId);

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"{_interface.Type.Name} {GrainId}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _interface[targetMethod!].Send(_engine, GrainId, args ?? []);
}
