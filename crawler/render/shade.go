package render

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// shadeHostsJS lists elements that may hold a closed shadow tree, of which scripts see nothing: those of a name of their own, and empty boxes right in the
// body, as notices on cookies are hung up.
const shadeHostsJS = `(() => {
	const list = [];
	for (const e of document.querySelectorAll("*")) {
		if (list.length >= 60) break;
		const own = e.localName.includes("-"), empty = e.parentElement === document.body && !e.textContent.trim() && ["div", "section", "aside"].includes(e.localName);
		if ((own || empty) && !e.shadowRoot) list.push(e);
	}
	return list;
})()`

// keepShadeJS hands a closed tree to our scripts, see look.js.
const keepShadeJS = `function (root) { (globalThis.shades ||= new Map()).set(this, root) }`

// openShades hands the closed shadow trees of a page to our scripts: visitors see what is in them. What cannot be had is left.
func (l *load) openShades(ctx context.Context) {
	w, err := call(ctx, l, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: l.frame, WorldName: world})
	if err != nil {
		return
	}
	list, err := call(ctx, l, runtime.Evaluate, runtime.EvaluateParams{Expression: shadeHostsJS, ContextID: w.ExecutionContextID})
	if err != nil || list.Result == nil || list.Result.ObjectID == "" {
		return
	}
	own := true
	hosts, err := call(ctx, l, runtime.GetProperties, runtime.GetPropertiesParams{ObjectID: list.Result.ObjectID, OwnProperties: &own})
	if err != nil {
		return
	}
	for _, h := range hosts.Result {
		if h.Value == nil || h.Value.Subtype != "node" {
			continue
		}
		if l.openShade(ctx, w.ExecutionContextID, h.Value.ObjectID) != nil {
			return
		}
	}
}

// openShade hands over the closed tree of one element, if it has one.
func (l *load) openShade(ctx context.Context, in runtime.ExecutionContextID, host runtime.RemoteObjectID) error {
	node, err := call(ctx, l, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: host})
	if err != nil {
		return err
	}
	for _, root := range node.Node.ShadowRoots {
		if root.ShadowRootType != cdp.ShadowRootTypeClosed {
			continue
		}
		tree, err := call(ctx, l, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: root.BackendNodeID, ExecutionContextID: in})
		if err != nil {
			return err
		}
		_, err = call(ctx, l, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
			FunctionDeclaration: keepShadeJS, ObjectID: host, Arguments: []*runtime.CallArgument{{ObjectID: tree.Object.ObjectID}},
		})
		if err != nil {
			return err
		}
	}
	return nil
}
